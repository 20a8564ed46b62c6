import type { Caller } from '../chat/caller.ts'
import { type Ballot, VoterId } from './ballot.ts'
import { changePoll, type PollDeps } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import type { HiddenRound, OpenRound } from './disclosed-round.ts'
import type { Crux } from './extra-answers.ts'
import { requirePoll } from './find-poll.ts'
import type { Poll, PollId } from './poll.ts'
import { withNextRevision } from './rounds.ts'
import { toShownVoter } from './shown-voter.ts'

/** Voters who don't want their names and words on pages. */
export function createHiding(deps: PollDeps) {
  return {
    /** Hides the caller's name and words on every page of a poll, or shows them again. Their votes stay in the counts. */
    async hideOnPages(caller: Caller, id: PollId, isHidden: boolean): Promise<Disclosure> {
      const { poll } = await requirePoll(deps, caller, id)
      const person = caller.person.id
      return changePoll(deps, poll, (poll) => {
        const { hiddenOnPages = [] } = poll
        if (hiddenOnPages.includes(person) === isHidden) return poll
        const others = hiddenOnPages.filter((one) => one !== person)
        return withNextRevision({ ...poll, hiddenOnPages: isHidden ? [...others, person] : others })
      })
    },
  }
}

/** The poll as its pages show it: without the names and words of those who are hidden there. */
export function withoutHidden(
  poll: Disclosure,
  { id, hiddenOnPages = [], opener, noteBy }: Poll,
): Disclosure {
  if (hiddenOnPages.length === 0) return poll
  const voters = new Set(hiddenOnPages.map((person) => toShownVoter(id, VoterId.parse(person))))
  const rounds = poll.rounds.map((round) => withoutVoters(round, voters))
  const { note, noteBy: author, ...rest } = poll
  const isNoteHidden = hiddenOnPages.includes((noteBy?.at(-1) ?? opener).id)
  return {
    ...rest,
    ...(note !== undefined && author !== undefined && !isNoteHidden && { note, noteBy: author }),
    rounds,
    current: rounds.at(-1) ?? poll.current,
  }
}

function withoutVoters(
  round: HiddenRound | OpenRound,
  voters: ReadonlySet<VoterId>,
): HiddenRound | OpenRound {
  if (round.hidden) return round
  const { ballots, extras, cruxOutcome: _, ...rest } = round
  return {
    ...rest,
    ballots: ballots.map((ballot) =>
      voters.has(ballot.voter) ? { voter: ballot.voter, answers: withoutTexts(ballot.answers) } : ballot,
    ),
    ...(extras !== undefined && {
      extras: { ...extras, cruxes: extras.cruxes && withoutCruxes(extras.cruxes, voters) },
    }),
  }
}

/**
 * Without those that hidden voters wrote. If one of these would move two sides, the others stand without their sides: a page
 * neither says that no crux is shared nor that another one is.
 */
function withoutCruxes(cruxes: readonly Crux[], voters: ReadonlySet<VoterId>): readonly Crux[] {
  const isHidden = ({ voter }: Crux) => voter !== undefined && voters.has(voter)
  const left = cruxes.filter((crux) => !isHidden(crux))
  const movesTwo = ({ sides = [] }: Crux) => sides.filter(({ mine }) => mine > 0).length > 1
  return cruxes.some((crux) => isHidden(crux) && movesTwo(crux))
    ? left.map(({ sides: _, ...crux }) => crux)
    : left
}

const withoutTexts = ({ why: _, movedBy: __, crux: ___, ...answers }: Ballot['answers']): Ballot['answers'] =>
  answers

import { type Tally, votesOf } from '../disagreement/tally.ts'
import type { Paper } from '../paper/paper.ts'
import type { Answers, Ballot, VoterId } from './ballot.ts'
import { currentRound, type Poll, type PollId, type Question, type Round, type Visibility } from './poll.ts'

/**
 * A ballot as people may see it. In anonymous polls without a name or a time, and with its reasons only after the
 * close and among enough others: before that, a reason could be matched with a vote that was just seen to arrive.
 */
export interface OpenBallot {
  readonly voter: VoterId
  readonly name?: string
  readonly answers: Answers
  /** In ms since 1970. The moment of a vote tells who voted, so anonymous ballots have none. */
  readonly castAt?: number
}

/** A round that nobody may look into yet. */
export interface HiddenRound {
  readonly number: number
  readonly state: 'open' | 'closed'
  readonly hidden: true
  readonly votes: number
}

export interface OpenRound {
  readonly number: number
  readonly state: 'open' | 'closed'
  readonly hidden: false
  readonly votes: number
  readonly tally: Tally
  /** In the order of casting; in anonymous polls in the order of their random ids. */
  readonly ballots: readonly OpenBallot[]
}

/** From so many ballots on, a reason in an anonymous poll no longer points to its writer. */
const fewestForReasons = 4

const disclosed = Symbol('disclosed')

/**
 * A poll as people may see it at this moment. Views, pictures, reports and exports take a disclosure, never a
 * poll with its tally or ballots, and only `disclose` can make one: what isn't in here can't slip out.
 */
export interface Disclosure {
  readonly [disclosed]: true
  readonly id: PollId
  readonly paper: Paper
  readonly opener: string
  readonly state: 'open' | 'closed'
  readonly visibility: Visibility
  /** Whether the current round hides its placements, or did until its reveal. */
  readonly blind: boolean
  readonly questions: readonly Question[]
  readonly openedAt: number
  readonly closesAt?: number
  readonly note?: string
  /** How many of the expected people have voted in the current round; absent where nobody is expected. */
  readonly turnout?: { readonly voted: number; readonly expected: number }
  /** Oldest first; the last one is current. At least one. */
  readonly rounds: readonly (HiddenRound | OpenRound)[]
  readonly current: HiddenRound | OpenRound
}

/** What is stored about a poll: per round its ballots by voter. */
export interface Stored {
  readonly poll: Poll
  readonly ballots: readonly ReadonlyMap<VoterId, Ballot>[]
  readonly turnout?: { readonly voted: number; readonly expected: number }
}

/**
 * The only way out for ballots and tallies.
 *
 * @param stored `ballots[i]` belongs to round i + 1; an empty map where the caller needs counts alone.
 */
export function disclose({ poll, ballots, turnout }: Stored): Disclosure {
  const rounds = poll.rounds.map((round, i): HiddenRound | OpenRound => {
    const { number, state, blind, tally } = round
    const votes = votesOf(tally)
    if (blind && state === 'open') return { number, state, hidden: true, votes }
    return { number, state, hidden: false, votes, tally, ballots: open(poll.visibility, round, ballots[i]) }
  })
  const { state, blind, revealedAt } = currentRound(poll)
  const current = rounds.at(-1)
  if (current === undefined) throw new Error(`${poll.id} has no rounds`)
  return {
    [disclosed]: true,
    id: poll.id,
    paper: poll.paper,
    opener: poll.opener.name,
    state,
    visibility: poll.visibility,
    blind: blind || revealedAt !== undefined,
    questions: poll.questions,
    openedAt: poll.openedAt,
    ...(poll.closesAt !== undefined && { closesAt: poll.closesAt }),
    ...(poll.note !== undefined && { note: poll.note }),
    ...(turnout !== undefined && { turnout }),
    rounds,
    current,
  }
}

/** The poll with its counts alone, for where no single ballot is shown. */
export const discloseCounts = (poll: Poll): Disclosure => disclose({ poll, ballots: [] })

/** The poll as it stood when that round was the current one. */
export function asOf(poll: Disclosure, round: number): Disclosure {
  const current = poll.rounds.find(({ number }) => number === round)
  if (current === undefined) throw new Error(`${poll.id} has no round ${round}`)
  return { ...poll, state: current.state, current, rounds: poll.rounds.slice(0, round) }
}

function open(
  visibility: Visibility,
  { state, tally }: Round,
  ballots: ReadonlyMap<VoterId, Ballot> = new Map(),
): OpenBallot[] {
  const byVoter = [...ballots].toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (visibility === 'anonymous') {
    const tellsReasons = state === 'closed' && votesOf(tally) >= fewestForReasons
    return byVoter.map(([voter, { answers }]) => ({
      voter,
      answers: tellsReasons ? answers : withoutReasons(answers),
    }))
  }
  return byVoter
    .map(([voter, { answers, person, castAt }]) => ({
      voter,
      ...(person !== undefined && { name: person.name }),
      answers,
      castAt,
    }))
    .sort((a, b) => a.castAt - b.castAt)
}

function withoutReasons({ why: _, movedBy: __, ...answers }: Answers): Answers {
  return answers
}

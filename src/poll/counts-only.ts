import type { Stance } from '../grid/stance.ts'
import { VoterId } from './ballot.ts'
import type { Disclosure } from './disclose.ts'
import type { HiddenRound, OpenBallot, OpenRound } from './disclosed-round.ts'

/**
 * The poll as a page of counts shows it: without people, without anything that they wrote besides the paper's title, and
 * without their acts. Ballots stay as answers to be counted, under numbers that say nothing of their order or voters.
 */
export function toCountsOnly(poll: Disclosure): Disclosure {
  const { note: _, noteBy: __, voted: ___, ...rest } = poll
  const numbers = numberVoters(poll)
  const rounds = poll.rounds.map((round) => withoutPeople(round, numbers))
  return {
    ...rest,
    opener: { name: '' },
    expected: 0,
    audiences: [],
    acts: {},
    announcements: [],
    rounds,
    current: rounds.at(-1) ?? poll.current,
  }
}

/**
 * Numbers for voters, the same in all rounds, computed from the shown answers alone. The order of shown ids, which are hashes,
 * would tell voters apart to a reader who knows the accounts of the members.
 */
function numberVoters({ rounds }: Disclosure): ReadonlyMap<VoterId, VoterId> {
  const answers = new Map<VoterId, string>()
  for (const round of rounds)
    for (const ballot of round.hidden ? [] : round.ballots)
      answers.set(
        ballot.voter,
        `${answers.get(ballot.voter) ?? ''} ${round.number} ${JSON.stringify(toAnswers(ballot))}`,
      )
  const sorted = [...answers].toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
  return new Map(sorted.map(([voter], i) => [voter, VoterId.parse(`v_${i + 1}`)]))
}

function withoutPeople(
  round: HiddenRound | OpenRound,
  numbers: ReadonlyMap<VoterId, VoterId>,
): HiddenRound | OpenRound {
  if (round.hidden) return round
  const { ballots, loose, extras, cruxOutcome: _, cruxAnswers: __, ...rest } = round
  const { cruxes: ___, ...totals } = extras ?? {}
  return {
    ...rest,
    ballots: ballots.map((ballot) => toCounted(ballot, numbers)).toSorted(byStance),
    loose: { ...loose, reasons: [], movedBy: [] },
    ...(extras !== undefined && { extras: totals }),
  }
}

const toCounted = (ballot: OpenBallot, numbers: ReadonlyMap<VoterId, VoterId>): OpenBallot => ({
  voter: numbers.get(ballot.voter) ?? ballot.voter,
  answers: toAnswers(ballot),
})

/** Without words. */
function toAnswers({ answers }: OpenBallot): OpenBallot['answers'] {
  const { why: _, movedBy: __, crux: ___, ...counted } = answers
  return counted
}

/** By what is shown of them anyway. */
const byStance = (a: OpenBallot, b: OpenBallot): number =>
  orderOf(a.answers.stance) - orderOf(b.answers.stance)

const orderOf = (stance: Stance): number =>
  stance.kind === 'placement' ? 4 * (stance.row ?? 3) + (stance.column ?? 3) : 16

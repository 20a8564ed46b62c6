import { createHash } from 'node:crypto'
import { type Tally, votesOf } from '../grid/tally.ts'
import type { Paper } from '../paper/paper.ts'
import { type Answers, type Ballot, VoterId } from './ballot.ts'
import type { Poll, PollId, Question, Round, Visibility } from './poll.ts'

/**
 * A ballot as people may see it. In anonymous polls it has no name and no time. While an anonymous round is open it has
 * only a stance, under an id used nowhere else, because comparing two views would show which ballot arrived between.
 */
export interface OpenBallot {
  /** The same in all rounds whose ballots may be linked. */
  readonly voter: VoterId
  readonly name?: string
  readonly answers: Answers
  /** In ms since 1970. Absent in anonymous polls, where the time could identify the voter. */
  readonly castAt?: number
}

/** A round whose placements are hidden until its reveal or close. */
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
  /** In the order of casting; in anonymous polls in the order of their random ids. Empty if only counts were read. */
  readonly ballots: readonly OpenBallot[]
  /** Reasons shown without their ballots, in an order unrelated to the voters. */
  readonly looseReasons: readonly string[]
}

/** Minimum votes of an anonymous round for showing reasons with their cells; fewer could identify the writers. */
const minVotesForReasons = 4

const disclosed = Symbol('disclosed')

/**
 * A poll as people may see it now. Views, pictures, reports and exports take a disclosure, never a poll with its tally
 * or ballots, and only `disclose` can make one, so nothing else can leak.
 */
export interface Disclosure {
  readonly [disclosed]: true
  readonly id: PollId
  readonly paper: Paper
  readonly opener: string
  readonly state: 'open' | 'closed'
  readonly visibility: Visibility
  readonly questions: readonly Question[]
  readonly openedAt: number
  readonly closesAt?: number
  readonly note?: string
  /** The number of expected people, and of those who voted in the current round; absent if nobody is expected. */
  readonly turnout?: { readonly voted: number; readonly expected: number }
  /** Oldest first; the last one is current. At least one. */
  readonly rounds: readonly (HiddenRound | OpenRound)[]
  readonly current: HiddenRound | OpenRound
}

/** The parts of a poll that a disclosure is made from: those of a stored poll, or of an export read back. */
export interface DisclosureInput {
  readonly poll: Pick<
    Poll,
    'id' | 'paper' | 'visibility' | 'questions' | 'openedAt' | 'closesAt' | 'note'
  > & {
    readonly opener: { readonly name: string }
    readonly rounds: readonly Pick<Round, 'number' | 'state' | 'blind' | 'tally'>[]
  }
  /** `ballots[i]` belongs to round i + 1; empty if the caller needs only counts. */
  readonly ballots: readonly ReadonlyMap<VoterId, BallotInput>[]
  readonly turnout?: { readonly voted: number; readonly expected: number }
  /** By round, reasons that were exported without their ballots. */
  readonly looseReasons?: readonly (readonly string[])[]
}

type BallotInput = Pick<Ballot, 'answers'> & {
  readonly person?: { readonly name: string } | undefined
  readonly castAt?: number | undefined
}

/** Decides what people may see of a poll. Ballots and tallies leave this room only through it. */
export function disclose({ poll, ballots, turnout, looseReasons }: DisclosureInput): Disclosure {
  const rounds = poll.rounds.map((round, i): HiddenRound | OpenRound => {
    const { number, state, blind, tally } = round
    const votes = votesOf(tally)
    if (blind && state === 'open') return { number, state, hidden: true, votes }
    const byVoter = [...(ballots[i] ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const shown =
      poll.visibility === 'names'
        ? { ballots: discloseNamed(byVoter), looseReasons: [] }
        : discloseAnonymous(byVoter, state, votes)
    return {
      number,
      state,
      hidden: false,
      votes,
      tally,
      ...shown,
      looseReasons: [...shown.looseReasons, ...(looseReasons?.[i] ?? [])],
    }
  })
  const current = rounds.at(-1)
  const last = poll.rounds.at(-1)
  if (current === undefined || last === undefined) throw new Error(`${poll.id} has no rounds`)
  return {
    [disclosed]: true,
    id: poll.id,
    paper: poll.paper,
    opener: poll.opener.name,
    state: last.state,
    visibility: poll.visibility,
    questions: poll.questions,
    openedAt: poll.openedAt,
    ...(poll.closesAt !== undefined && { closesAt: poll.closesAt }),
    ...(poll.note !== undefined && { note: poll.note }),
    ...(turnout !== undefined && { turnout }),
    rounds,
    current,
  }
}

/** The poll with its counts only, for uses that show no single ballot. */
export const discloseCounts = (poll: Poll): Disclosure => disclose({ poll, ballots: [] })

/** The poll as it was when that round was the current one. */
export function selectRound(poll: Disclosure, round: number): Disclosure {
  const current = poll.rounds.find(({ number }) => number === round)
  if (current === undefined) throw new Error(`${poll.id} has no round ${round}`)
  return { ...poll, state: current.state, current, rounds: poll.rounds.slice(0, round) }
}

type ByVoter = readonly (readonly [VoterId, BallotInput])[]
type ShownBallots = Pick<OpenRound, 'ballots' | 'looseReasons'>

function discloseNamed(byVoter: ByVoter): readonly OpenBallot[] {
  return byVoter
    .map(([voter, { answers, person, castAt }]) => ({
      voter,
      ...(person !== undefined && { name: person.name }),
      answers,
      ...(castAt !== undefined && { castAt }),
    }))
    .toSorted((a, b) => (a.castAt ?? 0) - (b.castAt ?? 0))
}

function discloseAnonymous(byVoter: ByVoter, state: Round['state'], votes: number): ShownBallots {
  if (state === 'open') return { ballots: unlinkStances(byVoter), looseReasons: [] }
  const hasEnoughVotes = votes >= minVotesForReasons
  const ballots = byVoter.map(([voter, { answers }]) => ({
    voter,
    answers: hasEnoughVotes ? answers : withoutReasons(answers),
  }))
  const reasons = byVoter.flatMap(([, { answers }]) => (answers.why === undefined ? [] : [answers.why]))
  return { ballots, looseReasons: hasEnoughVotes ? [] : reasons.toSorted(byDigest) }
}

/** The stances only, ordered and numbered by the stances themselves, so that they can't be linked to voters. */
function unlinkStances(byVoter: ByVoter): readonly OpenBallot[] {
  return byVoter
    .map(([, { answers }]) => answers.stance)
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    .map((stance, i) => ({ voter: VoterId.parse(`v_${i + 1}`), answers: { stance } }))
}

function withoutReasons({ why: _, movedBy: __, ...answers }: Answers): Answers {
  return answers
}

/** A stable order that is unrelated to the writers and the times of writing. */
const byDigest = (a: string, b: string): number => (digest(a) < digest(b) ? -1 : 1)

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

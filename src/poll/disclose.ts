import { createHash } from 'node:crypto'
import { type Tally, votesOf } from '../grid/tally.ts'
import type { Paper } from '../paper/paper.ts'
import { type Answers, type Ballot, VoterId } from './ballot.ts'
import type { Poll, PollId, Question, Round, Visibility } from './poll.ts'

/**
 * A ballot as people may see it. In anonymous polls without a name or a time; and while the round is open its stance
 * alone, under an id that nothing else has, because whoever looks twice sees what arrived in between.
 */
export interface OpenBallot {
  /** The same in all rounds that may be compared. */
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
  /** In the order of casting; in anonymous polls in the order of their random ids. Empty where only counts are at hand. */
  readonly ballots: readonly OpenBallot[]
  /** Reasons that are told without the ballot they came from, in an order that tells nothing. */
  readonly looseReasons: readonly string[]
}

/** From so many ballots on, a reason in an anonymous poll may stand beside its cell without pointing to its writer. */
const minVotesForReasons = 4

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

/** What a disclosure is made from. What is stored about a poll fits, and so does an export that is read again. */
export interface DisclosureInput {
  readonly poll: Pick<
    Poll,
    'id' | 'paper' | 'visibility' | 'questions' | 'openedAt' | 'closesAt' | 'note'
  > & {
    readonly opener: { readonly name: string }
    readonly rounds: readonly Pick<Round, 'number' | 'state' | 'blind' | 'revealedAt' | 'tally'>[]
  }
  /** `ballots[i]` belongs to round i + 1; nothing where the caller needs counts alone. */
  readonly ballots: readonly ReadonlyMap<VoterId, BallotInput>[]
  readonly turnout?: { readonly voted: number; readonly expected: number }
  /** By round, reasons that have lost their ballot before. */
  readonly looseReasons?: readonly (readonly string[])[]
}

type BallotInput = Pick<Ballot, 'answers'> & {
  readonly person?: { readonly name: string } | undefined
  readonly castAt?: number | undefined
}

/** The only way out for ballots and tallies. */
export function disclose({ poll, ballots, turnout, looseReasons }: DisclosureInput): Disclosure {
  const rounds = poll.rounds.map((round, i): HiddenRound | OpenRound => {
    const { number, state, blind, tally } = round
    const votes = votesOf(tally)
    if (blind && state === 'open') return { number, state, hidden: true, votes }
    const kept = [...(ballots[i] ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const shown =
      poll.visibility === 'names'
        ? { ballots: discloseNamed(kept), looseReasons: [] }
        : discloseAnonymous(kept, state, votes)
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
    blind: last.blind || last.revealedAt !== undefined,
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
export function selectRound(poll: Disclosure, round: number): Disclosure {
  const current = poll.rounds.find(({ number }) => number === round)
  if (current === undefined) throw new Error(`${poll.id} has no round ${round}`)
  return { ...poll, state: current.state, current, rounds: poll.rounds.slice(0, round) }
}

type ByVoter = readonly (readonly [VoterId, BallotInput])[]
type ShownBallots = Pick<OpenRound, 'ballots' | 'looseReasons'>

function discloseNamed(kept: ByVoter): readonly OpenBallot[] {
  return kept
    .map(([voter, { answers, person, castAt }]) => ({
      voter,
      ...(person !== undefined && { name: person.name }),
      answers,
      ...(castAt !== undefined && { castAt }),
    }))
    .toSorted((a, b) => (a.castAt ?? 0) - (b.castAt ?? 0))
}

function discloseAnonymous(kept: ByVoter, state: Round['state'], votes: number): ShownBallots {
  if (state === 'open') return { ballots: unlinkStances(kept), looseReasons: [] }
  const hasEnoughVotes = votes >= minVotesForReasons
  const ballots = kept.map(([voter, { answers }]) => ({
    voter,
    answers: hasEnoughVotes ? answers : withoutReasons(answers),
  }))
  const reasons = kept.flatMap(([, { answers }]) => (answers.why === undefined ? [] : [answers.why]))
  return { ballots, looseReasons: hasEnoughVotes ? [] : reasons.toSorted(byDigest) }
}

/** The stances alone, in an order and with ids that follow from them and from nothing else. */
function unlinkStances(kept: ByVoter): readonly OpenBallot[] {
  return kept
    .map(([, { answers }]) => answers.stance)
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    .map((stance, i) => ({ voter: VoterId.parse(`v_${i + 1}`), answers: { stance } }))
}

function withoutReasons({ why: _, movedBy: __, ...answers }: Answers): Answers {
  return answers
}

/** An order that has nothing to do with who wrote what when, and that is the same each time. */
const byDigest = (a: string, b: string): number => (digest(a) < digest(b) ? -1 : 1)

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

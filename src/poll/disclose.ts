import { stancesOf, type Tally, votesOf } from '../grid/tally.ts'
import type { Paper } from '../paper/paper.ts'
import type { Announcement } from './announcement.ts'
import { type AnswerCounts, countAnswers } from './answer-counts.ts'
import { type Answers, type Ballot, type ReceiptCode, VoterId } from './ballot.ts'
import {
  type Acts,
  type Poll,
  type PollId,
  type Question,
  type Round,
  shownFromOf,
  type Visibility,
} from './poll.ts'
import type { PublishedMove, PublishedReason, PublishedRound } from './published.ts'
import { toShownVoter } from './shown-voter.ts'

/** A ballot as people may see it. In an anonymous poll it is a stance alone, under an id that is used nowhere else. */
export interface OpenBallot {
  /** With names, the same in all rounds. */
  readonly voter: VoterId
  readonly name?: string
  readonly answers: Answers
  /** In ms since 1970. Absent in anonymous polls, where the time could identify the voter. */
  readonly castAt?: number
}

/** A round of which nothing but the number of votes is shown. */
export interface HiddenRound {
  readonly number: number
  readonly state: 'open' | 'closed'
  readonly hidden: true
  readonly votes: number
  /** When it was closed, in ms since 1970; absent of an export that was read back. */
  readonly closedAt?: number
  /** Fewest votes from which an anonymous round is shown. Absent if the votes are hidden until reveal or close. */
  readonly shownFrom?: number
  /** Of the ballots that were counted in a closed anonymous round. */
  readonly receipts: readonly ReceiptCode[]
}

export interface OpenRound {
  readonly number: number
  readonly state: 'open' | 'closed'
  readonly hidden: false
  /** The votes in `tally`. */
  readonly votes: number
  /** As of a hidden round. */
  readonly closedAt?: number
  /** Whether its votes were hidden until a reveal. */
  readonly isRevealed?: true
  readonly tally: Tally
  /** Votes, changes and withdrawals of an anonymous round that is counted live that wait for the next state. */
  readonly waiting: number
  /** In the order of casting; of an anonymous round the stances in their own order. Empty if only counts were read. */
  readonly ballots: readonly OpenBallot[]
  /** The optional answers, each on its own. All 0 if only counts were read. */
  readonly counts: AnswerCounts
  /** The rest of an anonymous round: each kind of answer in an order of its own. */
  readonly loose: LooseAnswers
}

/** Answers of a closed anonymous round that stand without their ballots. */
export interface LooseAnswers {
  readonly reasons: readonly PublishedReason[]
  /** Voters' own reasons for changing their ballots. */
  readonly movedBy: readonly string[]
  /** Absent in a first round, and if too few have voted in both. */
  readonly moves?: readonly PublishedMove[]
  readonly receipts: readonly ReceiptCode[]
}

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
  readonly closesZone?: string
  readonly note?: string
  /** Who wrote the note, last. */
  readonly noteBy?: string
  /** The number of people who are expected to vote. */
  readonly expected: number
  /** How many of them have voted in the current round; absent if nobody is expected, and in anonymous polls. */
  readonly voted?: number
  /** Fewest votes from which rounds are shown, in anonymous polls. */
  readonly shownFrom?: number
  /** When an anonymous poll was sealed, in ms since 1970. */
  readonly sealedAt?: number
  readonly acts: Acts
  readonly announcements: readonly Announcement[]
  /** Oldest first; the last one is current. At least one. */
  readonly rounds: readonly (HiddenRound | OpenRound)[]
  readonly current: HiddenRound | OpenRound
}

/** The parts of a poll that a disclosure is made from: those of a stored poll, or of an export read back. */
export interface DisclosureInput {
  readonly poll: Pick<Poll, 'id' | 'paper' | 'visibility' | 'questions' | 'shownFrom' | 'sealedAt' | 'acts'> &
    Pick<Poll, 'openedAt' | 'closesAt' | 'closesZone' | 'note' | 'noteBy' | 'announcements'> & {
      /** Absent if nobody is expected. */
      readonly expected?: Poll['expected']
      readonly opener: { readonly name: string }
      readonly rounds: readonly (Pick<Round, 'number' | 'state' | 'blind' | 'tally' | 'live'> &
        Partial<Pick<Round, 'closedAt' | 'revealedAt'>>)[]
    }
  /** With names: `ballots[i]` belongs to round i + 1; empty if the caller needs only counts. */
  readonly ballots?: readonly ReadonlyMap<VoterId, BallotInput>[]
  /** Anonymous: what is published of each closed round, in the same order; empty if the caller needs only counts. */
  readonly published?: readonly (PublishedRound | undefined)[]
  readonly voted?: number
}

type BallotInput = Pick<Ballot, 'answers'> & {
  readonly person?: { readonly name: string } | undefined
  readonly castAt?: number | undefined
}

/** Stands for a person who is not stored any more. */
const nobody = 'someone who left'

/** Decides what people may see of a poll. Ballots and tallies leave this room only through it. */
export function disclose({ poll, ballots = [], published = [], voted }: DisclosureInput): Disclosure {
  const rounds = poll.rounds.map((round, i) => ({
    ...(poll.visibility === 'names'
      ? discloseNamed(poll.id, round, ballots[i])
      : discloseAnonymous(round, shownFromOf(poll), published[i])),
    ...(round.closedAt !== undefined && { closedAt: round.closedAt }),
    ...(round.revealedAt !== undefined && { isRevealed: true as const }),
  }))
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
    ...(poll.closesZone !== undefined && { closesZone: poll.closesZone }),
    ...(poll.note !== undefined && {
      note: poll.note,
      noteBy: (poll.noteBy?.at(-1) ?? poll.opener).name,
    }),
    expected: poll.expected?.length ?? 0,
    ...(voted !== undefined && { voted }),
    ...(poll.visibility === 'anonymous' && { shownFrom: shownFromOf(poll) }),
    ...(poll.sealedAt !== undefined && { sealedAt: poll.sealedAt }),
    acts: poll.acts ?? {},
    announcements: poll.announcements ?? [],
    rounds,
    current,
  }
}

/** The poll with its counts only, for uses that show no single ballot. */
export const discloseCounts = (poll: Poll): Disclosure => disclose({ poll })

/** The poll as it was when that round was the current one. */
export function selectRound(poll: Disclosure, round: number): Disclosure {
  const current = poll.rounds.find(({ number }) => number === round)
  if (current === undefined) throw new Error(`${poll.id} has no round ${round}`)
  return { ...poll, state: current.state, current, rounds: poll.rounds.slice(0, round) }
}

type RoundInput = DisclosureInput['poll']['rounds'][number]

const noLooseAnswers: LooseAnswers = { reasons: [], movedBy: [], receipts: [] }

function discloseNamed(
  poll: PollId,
  { number, state, blind, tally }: RoundInput,
  ballots: ReadonlyMap<VoterId, BallotInput> = new Map(),
): HiddenRound | OpenRound {
  const votes = votesOf(tally)
  if (blind && state === 'open') return { number, state, hidden: true, votes, receipts: [] }
  const shown = [...ballots]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([voter, { answers, person, castAt }]) => ({
      voter: toShownVoter(poll, voter),
      name: person?.name ?? nobody,
      answers,
      ...(castAt !== undefined && { castAt }),
    }))
    .toSorted((a, b) => (a.castAt ?? 0) - (b.castAt ?? 0))
  return {
    number,
    state,
    hidden: false,
    votes,
    tally,
    waiting: 0,
    ballots: shown,
    counts: countAnswers(shown.map(({ answers }) => answers)),
    loose: noLooseAnswers,
  }
}

/** Nothing here comes from a ballot: an open round shows its last published counts, a closed one what was published. */
function discloseAnonymous(
  { number, state, blind, tally, live }: RoundInput,
  shownFrom: number,
  published: PublishedRound | undefined,
): HiddenRound | OpenRound {
  const cast = votesOf(tally)
  const closed = state === 'closed' ? published : undefined
  const receipts = closed?.receipts ?? []
  if (blind && state === 'open') return { number, state, hidden: true, votes: cast, receipts }
  const counted = state === 'open' ? live?.tally : cast < shownFrom ? undefined : tally
  if (counted === undefined) return { number, state, hidden: true, votes: cast, shownFrom, receipts }
  const { shown } = closed ?? {}
  return {
    number,
    state,
    hidden: false,
    votes: votesOf(counted),
    tally: counted,
    waiting: state === 'open' ? (live?.waiting.length ?? 0) : 0,
    ballots: stancesOf(counted).map((stance, i) => ({
      voter: VoterId.parse(`v_${i + 1}`),
      answers: { stance },
    })),
    counts: shown?.counts ?? countAnswers([]),
    loose:
      shown === undefined
        ? { ...noLooseAnswers, receipts }
        : {
            reasons: shown.reasons,
            movedBy: shown.movedBy,
            ...(shown.moves !== undefined && { moves: shown.moves }),
            receipts,
          },
  }
}

import { stancesOf, type Tally, votesOf } from '../grid/tally.ts'
import { type AnswerCounts, countAnswers } from './answer-counts.ts'
import { type Answers, type Ballot, type ReceiptCode, VoterId } from './ballot.ts'
import { discloseAnonymousExtras, discloseNamedExtras } from './disclosed-extras.ts'
import type { CruxOutcome, RoundExtras } from './extra-answers.ts'
import type { PollId, Round } from './poll.ts'
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
  /** How many voters have said of another voter's crux whether it would move them. */
  readonly cruxAnswers?: number
  /** Absent until the cruxes are counted for everyone. */
  readonly cruxOutcome?: CruxOutcome
  /** The other answers of a round, as totals; of an anonymous one once it is closed. */
  readonly extras?: RoundExtras
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

/** The parts of a stored round that decide what is shown of it. */
export type RoundInput = Pick<Round, 'number' | 'state' | 'blind' | 'tally' | 'live'> & {
  readonly extras?: RoundExtras
}

/** The parts of a stored ballot that are shown in a poll with names. */
export type BallotInput = Pick<Ballot, 'answers'> & {
  readonly person?: { readonly name: string } | undefined
  readonly name?: string | undefined
  readonly castAt?: number | undefined
}

/** Stands for a person who is not stored any more. */
const nobody = 'someone who left'

const noLooseAnswers: LooseAnswers = { reasons: [], movedBy: [], receipts: [] }

/** With names: every ballot, unless the round is blind and open. */
export function discloseNamed(
  poll: PollId,
  { number, state, blind, tally, extras }: RoundInput,
  ballots: ReadonlyMap<VoterId, BallotInput> = new Map(),
): HiddenRound | OpenRound {
  const votes = votesOf(tally)
  if (blind && state === 'open') return { number, state, hidden: true, votes, receipts: [] }
  const shown = [...ballots]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([voter, { answers, person, name, castAt }]) => ({
      voter: toShownVoter(poll, voter),
      name: person?.name ?? name ?? nobody,
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
    ...(extras !== undefined && { extras: discloseNamedExtras(poll, extras) }),
  }
}

/** Nothing here comes from a ballot: an open round shows its last published counts, a closed one what was published. */
export function discloseAnonymous(
  { number, state, blind, tally, live, extras }: RoundInput,
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
    ...(state === 'closed' && extras && { extras: discloseAnonymousExtras(extras, shownFrom) }),
  }
}

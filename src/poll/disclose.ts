import type { Audience } from '../chat/audience.ts'
import type { Person } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import type { Announcement } from './announcement.ts'
import type { VoterId } from './ballot.ts'
import {
  type BallotInput,
  discloseAnonymous,
  discloseNamed,
  type HiddenRound,
  type OpenRound,
  type RoundInput,
} from './disclosed-round.ts'
import {
  type Acts,
  type Ask,
  asksOf,
  type Imported,
  type Poll,
  type PollId,
  type Question,
  type Round,
  shownFromOf,
  type Visibility,
} from './poll.ts'
import type { PublishedRound } from './published.ts'

const disclosed = Symbol('disclosed')

/** An audience that is asked to vote. */
export interface AskedAudience extends Audience {
  /** How many of it have voted in the current round; absent in anonymous polls. */
  readonly voted?: number
  /** Whether it was mentioned in the poll's thread in the current round. */
  readonly isMentioned?: true
}

type Opener = Pick<Person, 'name'> & Partial<Person>

/**
 * A poll as people may see it now. Views, pictures, reports and exports take a disclosure, never a poll with its tally
 * or ballots, and only `disclose` can make one, so nothing else can leak.
 */
export interface Disclosure {
  readonly [disclosed]: true
  readonly id: PollId
  /** As it was imported; absent from a poll that was opened here. */
  readonly imported?: Imported
  readonly paper: Paper
  /** Without an id in an export that was read back. */
  readonly opener: Opener
  readonly state: 'open' | 'closed'
  readonly visibility: Visibility
  readonly questions: readonly Question[]
  readonly asks: readonly Ask[]
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
  readonly audiences: readonly AskedAudience[]
  /** Fewest votes from which rounds are shown, in anonymous polls. */
  readonly shownFrom?: number
  /** When an anonymous poll was sealed, in ms since 1970. */
  readonly sealedAt?: number
  readonly acts: Acts
  readonly announcements: readonly Announcement[]
  /** Whether a link opens a page with the names of voters. */
  readonly isNamedOnPages?: true
  /** Whether another team's placement may be shown: while a round is open, it would anchor voters. Of the whole poll, also in {@link selectRound}. */
  readonly showsElsewhere?: true
  /** Oldest first; the last one is current. At least one. */
  readonly rounds: readonly (HiddenRound | OpenRound)[]
  readonly current: HiddenRound | OpenRound
}

/** The parts of a poll that a disclosure is made from: those of a stored poll, or of an export read back. */
export interface DisclosureInput {
  readonly poll: Pick<Poll, 'id' | 'paper' | 'visibility' | 'questions' | 'ask' | 'shownFrom' | 'sealedAt'> &
    Pick<Poll, 'acts' | 'imported'> &
    Pick<Poll, 'openedAt' | 'closesAt' | 'closesZone' | 'note' | 'noteBy' | 'announcements' | 'links'> & {
      /** Absent if nobody is expected. */
      readonly expected?: Poll['expected']
      readonly audiences?: Poll['audiences']
      readonly opener: Opener
      readonly rounds: readonly (RoundInput &
        Partial<Pick<Round, 'closedAt' | 'revealedAt' | 'audienceVotes' | 'mentioned'>> &
        Partial<Pick<Round, 'cruxAnswers' | 'cruxOutcome'>>)[]
    }
  /** With names: `ballots[i]` belongs to round i + 1; empty if the caller needs only counts. */
  readonly ballots?: readonly ReadonlyMap<VoterId, BallotInput>[]
  /** Anonymous: what is published of each closed round, in the same order; empty if the caller needs only counts. */
  readonly published?: readonly (PublishedRound | undefined)[]
  readonly voted?: number
  /** Whether other teams' placements are not to be shown where the poll lives. */
  readonly isElsewhereOff?: boolean
}

/** Decides what people may see of a poll. Ballots and tallies leave this room only through it. */
export function disclose({
  poll,
  ballots = [],
  published = [],
  voted,
  isElsewhereOff = false,
}: DisclosureInput): Disclosure {
  const rounds = poll.rounds.map((round, i) =>
    withReplies(round, {
      ...(poll.visibility === 'names'
        ? discloseNamed(poll.id, round, ballots[i])
        : discloseAnonymous(round, shownFromOf(poll), published[i])),
      ...(round.closedAt !== undefined && { closedAt: round.closedAt }),
      ...(round.revealedAt !== undefined && { isRevealed: true as const }),
    }),
  )
  const current = rounds.at(-1)
  const last = poll.rounds.at(-1)
  if (current === undefined || last === undefined) throw new Error(`${poll.id} has no rounds`)
  return {
    [disclosed]: true,
    id: poll.id,
    ...(poll.imported !== undefined && { imported: poll.imported }),
    paper: poll.paper,
    opener: poll.opener,
    state: last.state,
    visibility: poll.visibility,
    questions: poll.questions,
    asks: asksOf(poll),
    openedAt: poll.openedAt,
    ...(poll.closesAt !== undefined && { closesAt: poll.closesAt }),
    ...(poll.closesZone !== undefined && { closesZone: poll.closesZone }),
    ...(poll.note !== undefined && {
      note: poll.note,
      noteBy: (poll.noteBy?.at(-1) ?? poll.opener).name,
    }),
    expected: poll.expected?.length ?? 0,
    ...(voted !== undefined && { voted }),
    audiences: (poll.audiences ?? []).map((one) => toAsked(one, poll.visibility, last)),
    ...(poll.visibility === 'anonymous' && { shownFrom: shownFromOf(poll) }),
    ...(poll.sealedAt !== undefined && { sealedAt: poll.sealedAt }),
    acts: inOrder(poll.acts),
    announcements: poll.announcements ?? [],
    ...(poll.visibility === 'names' &&
      poll.links?.some(({ kind }) => kind === 'full') && { isNamedOnPages: true as const }),
    ...(last.state === 'closed' && !isElsewhereOff && { showsElsewhere: true as const }),
    rounds,
    current,
  }
}

/** Adds the public part of the replies to a round that shows its votes. */
const withReplies = <Shown extends HiddenRound | OpenRound>(
  { cruxAnswers, cruxOutcome }: Partial<Pick<Round, 'cruxAnswers' | 'cruxOutcome'>>,
  round: Shown,
): Shown =>
  round.hidden
    ? round
    : {
        ...round,
        ...(cruxAnswers !== undefined && { cruxAnswers }),
        ...(cruxOutcome !== undefined && { cruxOutcome }),
      }

/** In the order of their schema, as they are when they are read from the store; until then the latest act is the last. */
const inOrder = ({ closed, revealed, changed }: Acts = {}): Acts => ({
  ...(closed !== undefined && { closed }),
  ...(revealed !== undefined && { revealed }),
  ...(changed !== undefined && { changed }),
})

const toAsked = (
  audience: Audience,
  visibility: Visibility,
  { audienceVotes = {}, mentioned = [] }: Pick<Partial<Round>, 'audienceVotes' | 'mentioned'>,
): AskedAudience => ({
  ...audience,
  ...(visibility === 'names' && { voted: audienceVotes[audience.id] ?? 0 }),
  ...(mentioned.includes(audience.id) && { isMentioned: true }),
})

/** The poll with its counts only, for uses that show no single ballot. */
export const discloseCounts = (poll: Poll): Disclosure => disclose({ poll })

/** The poll as it was when that round was the current one. */
export function selectRound(poll: Disclosure, round: number): Disclosure {
  const current = poll.rounds.find(({ number }) => number === round)
  if (current === undefined) throw new Error(`${poll.id} has no round ${round}`)
  return { ...poll, state: current.state, current, rounds: poll.rounds.slice(0, round) }
}

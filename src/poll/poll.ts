import { z } from 'zod'
import { Audience, AudienceId, maxAudiences } from '../chat/audience.ts'
import { Person, PersonId, Place } from '../chat/caller.ts'
import { type Invitees, idsOf } from '../chat/invitee.ts'
import { Tally } from '../grid/tally.ts'
import { Paper } from '../paper/paper.ts'
import { Announcement } from './announcement.ts'
import { VoterId } from './ballot.ts'
import { AnswerTotals } from './ballot-extras.ts'
import { CruxOutcome } from './extra-answers.ts'
import { PageLink } from './page-link.ts'

export const PollId = z
  .string()
  .regex(/^p_[a-z0-9]{10}$/)
  .brand<'PollId'>()
export type PollId = z.infer<typeof PollId>

/**
 * Fewest ballots of an anonymous round that are shown, and the highest number a channel can ask for instead: with five,
 * a voter who compares notes with one other still faces three unknown ballots.
 */
export const [minShownFrom, maxShownFrom] = [5, 50]

export const Visibility = z.enum(['names', 'anonymous'])
export type Visibility = z.infer<typeof Visibility>

export const Question = z.enum(['goal', 'tractable'])
export type Question = z.infer<typeof Question>

/** The optional questions that any poll can ask. With `crux` goes the question whether it was settled. */
export const Ask = z.enum(['depth', 'crux', 'expected', 'differ'])
export type Ask = z.infer<typeof Ask>

/** The published state of an anonymous round that is counted live, and the voters since. */
const LiveState = z
  .object({
    /** The counts that are shown; absent until the first state is published. */
    tally: Tally.optional(),
    /** Who has voted, changed or withdrawn since. Their number is all that is shown of them. */
    waiting: z.array(VoterId).readonly(),
  })
  .readonly()

export const Round = z
  .object({
    number: z.int().min(1),
    state: z.enum(['open', 'closed']),
    /** Placements are hidden from everyone until reveal or close. */
    blind: z.boolean(),
    /** The state that is shown of an anonymous round that is counted live; absent before the first one. */
    live: LiveState.optional(),
    openedAt: z.int(),
    closedAt: z.int().optional(),
    /** When placements became visible while voting went on. */
    revealedAt: z.int().optional(),
    tally: Tally,
    /** The counts at the moment at which hidden votes were shown, less the ballots that have been removed since. */
    countsAtReveal: AnswerTotals.optional(),
    /** How many voters have said of another voter's crux whether it would move them. */
    cruxAnswers: z.int().min(0).optional(),
    /** Absent until the cruxes of the round are counted for everyone. */
    cruxOutcome: CruxOutcome.optional(),
    /** The number of voters who were in each of the poll's audiences when they voted; never in anonymous polls. */
    audienceVotes: z.record(AudienceId, z.int()).readonly().optional(),
    /** The audiences that were mentioned in the poll's thread in this round, each once. */
    mentioned: z.array(AudienceId).readonly().optional(),
  })
  .readonly()
/** One run of voting. Times in ms since 1970. */
export type Round = z.infer<typeof Round>

const Act = z.object({ by: Person, at: z.int() }).readonly()

/** A field of a poll that can be edited. */
export const EditedField = z.enum(['title', 'note', 'closes', 'expect'])
export type EditedField = z.infer<typeof EditedField>

const Acts = z
  .object({
    /** Of the current round, as `revealed`. */
    closed: Act.optional(),
    revealed: Act.optional(),
    changed: z
      .object({ by: Person, at: z.int(), fields: z.array(EditedField).readonly() })
      .readonly()
      .optional(),
  })
  .readonly()
/** The last act of each kind, with its person and time in ms since 1970; automatic acts are left out. */
export type Acts = z.infer<typeof Acts>

/** That a person has shown everyone the results of a round, and when they first did, in ms since 1970. */
const Share = z.object({ round: z.int().min(1), by: Person, at: z.int() }).readonly()

export const ImportId = z
  .string()
  .regex(/^i_[a-z0-9]{10}$/)
  .brand<'ImportId'>()
/** One import of a file, by which the polls that it has made are found. */
export type ImportId = z.infer<typeof ImportId>

const Imported = z
  .object({
    /** In ms since 1970. */
    at: z.int(),
    by: ImportId,
    /** The id that it has in exports: that of the poll in the file. */
    original: z.string().max(400).optional(),
    /** The precision of the file's times: no dates, days, or moments. */
    dates: z.enum(['none', 'days', 'moments']),
    /** All that it had when it was imported. */
    votes: z.int(),
  })
  .readonly()
/** Of a poll that comes from a file. Its opener is who imported it. */
export type Imported = z.infer<typeof Imported>

export const Poll = z
  .object({
    v: z.literal(1),
    id: PollId,
    place: Place,
    paper: Paper,
    opener: Person,
    openedAt: z.int(),
    closesAt: z.int().optional(),
    /** The zone in which the closing time was typed: an IANA name or an offset. */
    closesZone: z.string().max(60).optional(),
    /** Who typed that zone; absent if the opener did. */
    closesZoneBy: PersonId.optional(),
    visibility: Visibility,
    questions: z.array(Question).readonly(),
    /** All of them without it. */
    ask: z.array(Ask).readonly().optional(),
    /** The people the poll waits for. */
    expected: z.array(PersonId).max(200).readonly(),
    /** The audiences it waits for, as they were when they were asked; absent if only people were. */
    audiences: z.array(Audience).max(maxAudiences).readonly().optional(),
    /** Voters who said before it was opened that they had read the paper; absent if nobody was asked. */
    readers: z.array(VoterId).max(200).readonly().optional(),
    note: z.string().max(500).optional(),
    /** Everyone who wrote at the note, the last one last; absent if only the opener did. */
    noteBy: z.array(Person).readonly().optional(),
    rounds: z.array(Round).min(1).max(50).readonly(),
    /** Increases with every change, so that a message's state can be compared with the poll's. */
    revision: z.int(),
    /** How often answers to what it asks once votes are shown have changed; absent if nobody has answered. */
    replies: z.int().optional(),
    /** The revision of the last change that was not a vote: what was posted about closed rounds is true since. */
    editRevision: z.int().optional(),
    /** Whether it surely belongs to no reading group: people opened it, and no session has made it its own. */
    hasNoGroup: z.literal(true).optional(),
    /** The thread in which the outcome is discussed, once there is one. */
    thread: Place.optional(),
    /** Fewest ballots of an anonymous round that are shown. */
    shownFrom: z.int().min(minShownFrom).max(maxShownFrom).optional(),
    /** When an anonymous poll was sealed. From then on nothing leads from a person to a ballot. */
    sealedAt: z.int().optional(),
    acts: Acts.optional(),
    /** Once for each round and person; messages refer to them by their place in the list. */
    shares: z.array(Share).readonly().optional(),
    /** Oldest first; absent before the first one. */
    announcements: z.array(Announcement).readonly().optional(),
    /** The links to its page, oldest first; absent before the first one. */
    links: z.array(PageLink).readonly().optional(),
    /** Voters whose names and words no page shows, in polls with names. */
    hiddenOnPages: z.array(PersonId).readonly().optional(),
    /** How many rounds have lost their names and words with time. */
    namelessRounds: z.int().optional(),
    imported: Imported.optional(),
    /** Opened when pseudonyms were made in another way, see `voters.ts`. */
    hasOldPseudonyms: z.literal(true).optional(),
    /** The key of the voter ids, in polls from before keys were kept outside the database. */
    secret: z.string().optional(),
  })
  .readonly()
/** The question about one paper in one place, with the tally of every round. Stored as the poll's head. */
export type Poll = z.infer<typeof Poll>

/** Everyone whose words may be in the poll's note, the last one last. */
export const noteAuthorsOf = ({ note, noteBy, opener }: Poll): readonly Person[] =>
  note === undefined ? [] : (noteBy ?? [opener])

/** Whether a person typed the zone of the closing time, which may say where they live. */
export const isZoneOf = ({ closesZone, closesZoneBy, opener }: Poll, person: PersonId): boolean =>
  closesZone !== undefined && (closesZoneBy ?? opener.id) === person

/** Everyone who is asked to vote. */
export const inviteesOf = ({ expected, audiences = [] }: Pick<Poll, 'expected' | 'audiences'>): Invitees => ({
  people: expected,
  audiences,
})

/** Whether anyone in particular is asked to vote. */
export const hasInvitees = (poll: Pick<Poll, 'expected' | 'audiences'>): boolean =>
  idsOf(inviteesOf(poll)).length > 0

/** The last round, open or closed. */
export function currentRound(poll: Poll): Round {
  const round = poll.rounds.at(-1)
  if (round === undefined) throw new Error(`${poll.id} has no rounds`)
  return round
}

/** The optional questions that the poll asks. */
export const asksOf = ({ ask = Ask.options }: Pick<Poll, 'ask'>): readonly Ask[] => ask

/** Fewest ballots of an anonymous round of the poll that are shown. */
export const shownFromOf = ({ shownFrom = minShownFrom }: Pick<Poll, 'shownFrom'>): number => shownFrom

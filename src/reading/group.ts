import { z } from 'zod'
import { Audience, maxAudiences } from '../chat/audience.ts'
import { Person, PersonId, Place } from '../chat/caller.ts'
import { Message } from '../chat/message.ts'
import { Paper, PaperId } from '../paper/paper.ts'
import { Ask, PollId } from '../poll/poll.ts'
import { LocalDate } from '../time/local-time.ts'
import { groupExtras, sessionExtras } from './group-extras.ts'
import { readingFields } from './reading-fields.ts'
import { StoredSchedule } from './schedule/schedule.ts'
import { eventFields, withoutMark } from './session-event.ts'
import { Offsets, type StepName, stepsWith } from './steps.ts'
import { Where } from './where.ts'
import { WorthCounts } from './worth.ts'

export const GroupId = z
  .string()
  .regex(/^g_[a-z0-9]{10}$/)
  .brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>

export const SessionId = z
  .string()
  .regex(/^s_[a-z0-9]{10}$/)
  .brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>
const Moment = z.int()

export const Entry = z
  .object({
    paper: Paper,
    /** Whether the paper's title is the official one, and not only what was typed. */
    isNamed: z.boolean(),
    /** Absent once that person was erased. */
    by: Person.optional(),
    at: Moment,
    why: z.string().optional(),
    /** The lines of people who nominated the same paper under another id. */
    whys: z.array(z.object({ by: Person.optional(), why: z.string() })).default([]),
    votes: z.array(PersonId),
    /** The local date of the session it is pinned to, and by whom. */
    pinned: z.object({ date: LocalDate, by: Person.optional() }).optional(),
    /** Whether it comes before all others, because its session was skipped or missed. */
    isNext: z.boolean().optional(),
    /** The local date of that session; absent of entries that an earlier version put first. */
    carriedFrom: LocalDate.optional(),
    /** Its place where organisers set the order, from 0; without one it comes last. */
    position: z.int().optional(),
  })
  .readonly()
/** A paper that could be read. */
export type Entry = z.infer<typeof Entry>

const StepState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  /** `by` is absent for what was done automatically. */
  z.object({ kind: z.literal('done'), at: Moment, by: Person.optional() }),
  z.object({ kind: z.literal('skipped'), at: Moment, why: z.string() }),
  z.object({ kind: z.literal('needless') }),
])
export type StepState = z.infer<typeof StepState>

const Step = z.object({ due: Moment, until: Moment, state: StepState }).readonly()
/** One step of one session. */
export type Step = z.infer<typeof Step>

export const Session = z
  .object({
    id: SessionId,
    /** In ms since 1970. */
    start: Moment,
    /** The local date before a gap in local time moves the session. */
    date: LocalDate,
    /** The entry of the list that it reads. */
    paper: PaperId.optional(),
    facilitator: Person.optional(),
    /** How long it takes in minutes, if not as long as the group's sessions usually do. */
    lengthMin: z.int().optional(),
    /** Where it is, if not where the group meets. */
    where: Where.optional(),
    coming: z.array(PersonId),
    notComing: z.array(PersonId),
    /** How those who are coming said so; absent of those who did before both were told apart, and pressed the button. */
    comingBy: z.record(z.string(), z.enum(['button', 'event'])).optional(),
    steps: stepsWith(Step),
    announcement: Message.optional(),
    /** The message that the thread is under. */
    opening: Message.optional(),
    /** How late that message was posted, in ms; absent of one that an earlier version posted. */
    openingLateMs: z.number().optional(),
    thread: Place.optional(),
    poll: PollId.optional(),
    openedAt: Moment.optional(),
    revealedAt: Moment.optional(),
    recap: Message.optional(),
    /** The next session, as the recap announces it. */
    after: z.object({ title: z.string().optional(), url: z.string().optional(), start: Moment }).optional(),
    /** The facilitator's notes to the recap. */
    notes: z.string().optional(),
    /** Everyone who wrote at them; one person or, meaning the facilitator, nobody in older records. */
    notesBy: z.union([z.array(PersonId), PersonId.transform((person) => [person])]).optional(),
    /** When each person was last sent a reminder. After a crash it is sent again under the same key, so only once. */
    reminded: z.record(z.string(), Moment),
    /** Whom both reminders were sent to. */
    remindedTwice: z.array(PersonId).optional(),
    /** Who was sent a message that it is starting, or may have been: after a crash it is not sent again. */
    begun: z.array(PersonId).optional(),
    /** Who was sent a message that they lead it: with two messages of a session at most, they get one reminder. */
    told: z.array(PersonId).optional(),
    /** How many people the last reminder could not reach. */
    unreached: z.int().optional(),
    /** Whether the first round is closed for the re-vote, which may not be open yet. */
    isRevoting: z.boolean().optional(),
    /** Whether nominations were asked for because the list was empty. */
    hasAsked: z.boolean().optional(),
    ...eventFields,
    ...sessionExtras,
    ...readingFields,
  })
  .transform(withoutMark)
  .readonly()
/** One paper, one start, one thread, one poll. */
export type Session = z.infer<typeof Session>

const Facilitator = z
  .object({
    person: Person,
    away: z.array(z.object({ from: LocalDate, to: LocalDate })),
    /** Dates of sessions that this person has passed. */
    passes: z.array(LocalDate),
  })
  .readonly()
export type Facilitator = z.infer<typeof Facilitator>

const Notice = z
  .object({
    /** The same cause within a day is one notice. */
    cause: z.string(),
    text: z.string(),
    remedy: z.string(),
    at: Moment,
    /** How many organisers have seen it. */
    told: z.int(),
    /** The question in it: whether events are made that people outside the group's channel see. */
    question: z.literal('events').optional(),
  })
  .readonly()
/** A message to organisers about a step that was not done. */
export type Notice = z.infer<typeof Notice>

const Season = z.object({ name: z.string(), from: Moment }).readonly()

export const Group = z
  .object({
    v: z.literal(1),
    id: GroupId,
    name: z.string(),
    place: Place,
    schedule: StoredSchedule.optional(),
    where: Where.optional(),
    /** When the schedule was last changed: steps that were due before then are not late. */
    scheduledAt: Moment,
    /** Sessions up to this time have a record, or never get one. */
    plannedUntil: Moment,
    offsets: Offsets,
    votes: z.enum(['open', 'hidden']),
    poll: z.enum(['at-start', 'early']),
    revote: z.enum(['open', 'blind']),
    ask: z.array(Ask).readonly().optional(),
    expect: z.array(PersonId),
    /** The audiences that are asked to vote, too; absent if there never were any. */
    audiences: z.array(Audience).max(maxAudiences).optional(),
    organisers: z.array(Person),
    facilitators: z.array(Facilitator),
    entries: z.array(Entry),
    /** Entries removed lately, for Undo; `by` is absent once that person was erased. */
    removed: z.array(z.object({ entry: Entry, at: Moment, by: Person.optional() })),
    /** Open or upcoming, by their start. */
    sessions: z.array(Session),
    season: Season,
    /** Seasons that have ended and have no recap yet. */
    toSumUp: z.array(Season).default([]),
    /** The last session that was held. */
    last: SessionId.optional(),
    /** Ids of upcoming entries whose sessions are over, still to be removed from the platform. */
    unmarks: z.array(z.string()).default([]),
    /** Whether calendars may have its sessions: true once a person has asked for a file or a link. */
    isPublished: z.literal(true).optional(),
    ...groupExtras,
    /** People who want no reminders. */
    muted: z.array(PersonId),
    notes: z.array(Notice),
    /** The lease of the worker that runs its steps. */
    claim: z.object({ by: z.string(), until: Moment }).optional(),
    /** After a failure, its steps are not run before then. */
    retryAt: Moment.optional(),
    failures: z.int().default(0),
    revision: z.int(),
  })
  .readonly()
/** A reading group: its list, schedule, people, and the sessions with a record. Times in ms since 1970. */
export type Group = z.infer<typeof Group>

export const Past = z
  .object({
    v: z.literal(1),
    session: Session,
    entry: Entry.optional(),
    season: z.string(),
    /** `read` if it was held. */
    end: z.enum(['read', 'skipped', 'missed']),
    why: z.string().optional(),
    /** Who gave that reason; absent if nobody did, and in older records. */
    whyBy: PersonId.optional(),
    at: Moment,
    /** Whether its names and words have been stored as long as its channel's settings say, and are gone. */
    isNameless: z.literal(true).optional(),
    /** How many people came, and whether it was worth it to them; absent until that is only counted. */
    came: z.int().min(0).optional(),
    worth: WorthCounts.optional(),
  })
  .readonly()
/** A session that is over. */
export type Past = z.infer<typeof Past>

/** The entry that a session reads. */
export const entryOf = (group: Group, session: Session): Entry | undefined =>
  group.entries.find(({ paper }) => paper.id === session.paper)

export const isChosen = (group: Group, entry: Entry): boolean =>
  group.sessions.some((session) => session.paper === entry.paper.id)

export const stateOf = (session: Session, step: StepName): StepState['kind'] | 'off' =>
  session.steps[step]?.state.kind ?? 'off'

/** The next session that has not begun. */
export const nextSessionOf = (group: Group): Session | undefined =>
  group.sessions.find((session) => session.openedAt === undefined)

/** A group, and the sessions of it that end with a change. */
export interface GroupWithPast {
  readonly group: Group
  readonly past: readonly Past[]
}

/** Decides how a group changes. Pure: it may run more than once. */
export type GroupDecision = (group: Group) => Group | GroupWithPast

/** Changes a group, and gives the changed one; on disk when it resolves. */
export type ChangeGroup = (decide: GroupDecision) => Promise<Group>

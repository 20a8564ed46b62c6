import { z } from 'zod'
import { Person, PersonId, Place } from '../chat/caller.ts'
import { Message } from '../chat/message.ts'
import { Paper, PaperId } from '../paper/paper.ts'
import { PollId } from '../poll/poll.ts'
import { LocalDate } from '../time/local-time.ts'
import { Schedule } from './schedule/schedule.ts'
import { Offsets, StepName } from './steps.ts'

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
    /** Whether the paper's title is its own, and not only what was typed. */
    isNamed: z.boolean(),
    /** Nobody, once they have asked to be forgotten. */
    by: Person.optional(),
    at: Moment,
    why: z.string().optional(),
    /** What others wrote who nominated the same paper under another name. */
    whys: z.array(z.object({ by: Person.optional(), why: z.string() })).default([]),
    votes: z.array(PersonId),
    /** The local date of the session that it is kept for, and who said so. */
    pinned: z.object({ date: LocalDate, by: Person.optional() }).optional(),
    /** Comes before all others: its session was skipped or missed. */
    isNext: z.boolean().optional(),
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
    /** The local date that was asked for, before gaps move it. */
    date: LocalDate,
    /** Which entry of the list it reads. */
    paper: PaperId.optional(),
    facilitator: Person.optional(),
    coming: z.array(PersonId),
    notComing: z.array(PersonId),
    steps: z.partialRecord(StepName, Step),
    announcement: Message.optional(),
    /** The message that the thread is under. */
    opening: Message.optional(),
    thread: Place.optional(),
    poll: PollId.optional(),
    openedAt: Moment.optional(),
    revealedAt: Moment.optional(),
    recap: Message.optional(),
    /** What the recap said would be next. */
    after: z.object({ title: z.string().optional(), url: z.string().optional(), start: Moment }).optional(),
    /** How it is shown beside messages, where its platform has a place for that. */
    mark: z.object({ id: z.string(), start: Moment, title: z.string() }).optional(),
    /** Whether it can't be shown so. */
    isUnmarked: z.boolean().optional(),
    /** What the facilitator adds to the recap. */
    notes: z.string().optional(),
    /** Whom a reminder was sent to, and when. One whose fate is unknown is sent under the same key, which finds it. */
    reminded: z.record(z.string(), Moment),
    /** How many of those whom the last reminder was for take no messages. */
    unreached: z.int().optional(),
    /** Whether the re-vote is being opened: the first round is closed for it. */
    isRevoting: z.boolean().optional(),
    /** Whether nominations were asked for, since the list was empty. */
    hasAsked: z.boolean().optional(),
  })
  .readonly()
/** One paper, one start, one thread, one poll. */
export type Session = z.infer<typeof Session>

const Facilitator = z
  .object({
    person: Person,
    away: z.array(z.object({ from: LocalDate, to: LocalDate })),
    /** Dates of sessions that this person passes. */
    passes: z.array(LocalDate),
  })
  .readonly()
export type Facilitator = z.infer<typeof Facilitator>

const Notice = z
  .object({
    /** The same cause within a day is one note. */
    cause: z.string(),
    text: z.string(),
    remedy: z.string(),
    at: Moment,
    /** How many organisers were told. */
    told: z.int(),
  })
  .readonly()
/** What organisers are told. */
export type Notice = z.infer<typeof Notice>

const Season = z.object({ name: z.string(), from: Moment }).readonly()

export const Group = z
  .object({
    v: z.literal(1),
    id: GroupId,
    name: z.string(),
    place: Place,
    schedule: Schedule.optional(),
    /** When the schedule was last changed: what it would have done before is not late. */
    scheduledAt: Moment,
    /** Sessions up to here have a record, or never will. */
    plannedUntil: Moment,
    offsets: Offsets,
    votes: z.enum(['open', 'hidden']),
    poll: z.enum(['at-start', 'early']),
    revote: z.enum(['open', 'blind']),
    expect: z.array(PersonId),
    organisers: z.array(Person),
    facilitators: z.array(Facilitator),
    entries: z.array(Entry),
    /** What was removed lately, for Undo, and who did it: nobody, once they have asked to be forgotten. */
    removed: z.array(z.object({ entry: Entry, at: Moment, by: Person.optional() })),
    /** Under way or to come, by their start. */
    sessions: z.array(Session),
    season: Season,
    /** Seasons that have ended, and are to be summed up for everyone. */
    toSumUp: z.array(Season).default([]),
    /** What is still shown of sessions that are over, to be taken away. */
    unmarks: z.array(z.string()).default([]),
    /** Who wants no reminders. */
    muted: z.array(PersonId),
    notes: z.array(Notice),
    /** Somebody attends to it, until then. */
    claim: z.object({ by: z.string(), until: Moment }).optional(),
    /** After a failure: not before. */
    retryAt: Moment.optional(),
    failures: z.int().default(0),
    revision: z.int(),
  })
  .readonly()
/** A reading group: its list, its schedule, its people and the sessions that are near. Times in ms since 1970. */
export type Group = z.infer<typeof Group>

export const Past = z
  .object({
    v: z.literal(1),
    session: Session,
    entry: Entry.optional(),
    season: z.string(),
    /** How it ended, and when. */
    end: z.enum(['read', 'skipped', 'missed']),
    why: z.string().optional(),
    at: Moment,
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

/** Whether somebody is doing, or is about to do, a step of a session: what is posted then is to be recorded. */
export const isBeingRun = ({ claim }: Group, { steps }: Session, at: number): boolean =>
  claim !== undefined &&
  claim.until > at &&
  Object.values(steps).some(({ state, due }) => state.kind === 'waiting' && due <= at)

/** The next session that has not begun. */
export const nextSessionOf = (group: Group): Session | undefined =>
  group.sessions.find((session) => session.openedAt === undefined)

/** A group after sessions of it have ended. */
export interface GroupWithPast {
  readonly group: Group
  readonly past: readonly Past[]
}

/** Decides how a group changes. Pure: it may run more than once. */
export type GroupDecision = (group: Group) => Group | GroupWithPast

/** Changes a group, and gives it as it is then; on disk when it resolves. */
export type ChangeGroup = (decide: GroupDecision) => Promise<Group>

/** What may be said of a group when it is made or changed. */
export type GroupSettings = Partial<
  Pick<Group, 'name' | 'schedule' | 'offsets' | 'votes' | 'poll' | 'revote' | 'expect' | 'season'>
>

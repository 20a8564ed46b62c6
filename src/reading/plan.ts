import { LRUCache } from 'lru-cache'
import { claimedUntil } from './claim.ts'
import type { Group, Session, SessionId, Step } from './group.ts'
import { mustCall } from './lead-call.ts'
import { findEntryFor } from './reading-list.ts'
import { clockMarks, stepPartsOf } from './reading-time.ts'
import { datedSessions, type Schedule } from './schedule/schedule.ts'
import { stepNames, stepTimes, waitsForVotes } from './steps.ts'
import { eventDueAt } from './upcoming-entry.ts'

/** At most this many sessions get a record at once, after a long downtime. */
const maxPlanned = 60

/** The job for what is due already runs after this pause, in ms. */
const soonMs = 1000

/** A session that has no record yet. */
export interface UpcomingSession {
  /** In ms since 1970. */
  readonly start: number
  readonly date: string
}

/** The last answers of `upcomingSessions`: every change of a group asks, and few change its schedule. */
const lastUpcoming = new LRUCache<string, readonly UpcomingSession[]>({ max: 200 })

/** The next sessions that have no record yet. */
export function upcomingSessions(
  { schedule, plannedUntil }: { readonly schedule?: Schedule | undefined; readonly plannedUntil: number },
  count: number,
): readonly UpcomingSession[] {
  if (schedule === undefined) return []
  const asked = JSON.stringify([schedule, plannedUntil, count])
  const known = lastUpcoming.get(asked)
  if (known !== undefined) return known
  const after = new Date(plannedUntil).toISOString()
  const upcoming = datedSessions(schedule, after, count).map(({ at, date }) => ({
    start: at.epochMilliseconds,
    date,
  }))
  lastUpcoming.set(asked, upcoming)
  return upcoming
}

/** The group with a record for each session whose first step is due. */
export function planSessions(group: Group, now: number, createId: () => SessionId): Group {
  let next = group
  for (let made = 0; made < maxPlanned; made++) {
    const [first, second] = upcomingSessions(next, 2)
    if (first === undefined || next.schedule === undefined) return next
    const session = toSession(next, first, second?.start, now, createId)
    if (firstDueAt(session) > now) return next
    next = {
      ...next,
      plannedUntil: first.start,
      sessions: [...next.sessions, session].toSorted(byStart),
    }
  }
  return next
}

export const byStart = (a: UpcomingSession, b: UpcomingSession): number => a.start - b.start

/** The start of the first session after `at`, with a record or only computed; `undefined` without one. */
export function startAfter({ schedule, plannedUntil, sessions }: Group, at: number): number | undefined {
  const [computed] = upcomingSessions({ schedule, plannedUntil: Math.max(plannedUntil, at) }, 1)
  const starts = [...sessions, ...(computed === undefined ? [] : [computed])].map(({ start }) => start)
  const later = starts.filter((start) => start > at)
  return later.length === 0 ? undefined : Math.min(...later)
}

/** The extras of a schedule that the one before it doesn't have. */
export const findNewExtras = (
  schedule: Schedule | undefined,
  before: Schedule | undefined,
): readonly string[] => (schedule?.extra ?? []).filter((moment) => before?.extra?.includes(moment) !== true)

/** Those of some extras that come before `plannedUntil`: without a record made now, they would never get one. */
export function findOvertaken(
  { schedule, plannedUntil, sessions }: Pick<Group, 'schedule' | 'plannedUntil' | 'sessions'>,
  extras: readonly string[],
  now: number,
): readonly UpcomingSession[] {
  if (schedule === undefined) return []
  const { rule: _, ...rest } = schedule
  return datedSessions({ ...rest, extra: extras }, new Date(now).toISOString(), extras.length)
    .map(({ at, date }) => ({ start: at.epochMilliseconds, date }))
    .filter(({ start }) => start <= plannedUntil && !sessions.some((session) => session.start === start))
}

/** The group with a record for each of some extras that come before `plannedUntil`. */
export const withRecords = (
  group: Group,
  extras: readonly string[],
  now: number,
  createId: () => SessionId,
): Group =>
  findOvertaken(group, extras, now).reduce(
    (group, session) => withRecord(group, session, now, createId),
    group,
  )

function withRecord(group: Group, upcoming: UpcomingSession, now: number, createId: () => SessionId): Group {
  const session = toSession(group, upcoming, startAfter(group, upcoming.start), now, createId)
  return { ...group, sessions: [...group.sessions, session].toSorted(byStart) }
}

function toSession(
  group: Group,
  { start, date }: UpcomingSession,
  nextStart: number | undefined,
  now: number,
  createId: () => SessionId,
): Session {
  const { schedule, offsets, scheduledAt } = group
  const times = stepTimes(start, schedule?.zone ?? 'UTC', offsets, stepPartsOf(group), nextStart)
  const steps = Object.entries(times).map(([step, { due, until }]): readonly [string, Step] => {
    // A step that was too late before the schedule was made is not missed.
    const isNeedless = due < scheduledAt && until < now
    return [step, { due, until, state: { kind: isNeedless ? 'needless' : 'waiting' } }]
  })
  return {
    id: createId(),
    start,
    date,
    coming: [],
    notComing: [],
    steps: Object.fromEntries(steps),
    reminded: {},
  }
}

const firstDueAt = ({ steps, start }: Session): number =>
  Math.min(start, ...Object.values(steps).map(({ due }) => due))

/** When a session that has no record yet gets one: when its first step falls due. In ms since 1970. */
export function firstStepAt(group: Group, { start }: UpcomingSession): number {
  const { schedule, offsets } = group
  const times = stepTimes(start, schedule?.zone ?? 'UTC', offsets, stepPartsOf(group))
  return Math.min(start, ...Object.values(times).map(({ due }) => due))
}

/** When a group has something to do next, in ms since 1970; `undefined` if it hasn't. */
export function nextDueAt(group: Group, now: number): number | undefined {
  const [next] = upcomingSessions(group, 1)
  const first = next === undefined ? [] : [firstStepAt(group, next)]
  const times = [
    ...group.sessions.flatMap((session) => dueTimesOf(group, session, now)),
    ...group.sessions.flatMap((session) => eventDueAt(group, session) ?? []),
    ...first,
    ...(group.unmarks.length > 0 || group.toSumUp.length > 0 ? [now] : []),
    ...group.sessions.flatMap((session) => leaderTimesOf(session, now)),
    ...(group.toDigest ?? []).map(({ at }) => at),
  ]
  if (times.length === 0) return undefined
  const at = Math.max(Math.min(...times), group.retryAt ?? 0, claimedUntil(group, now) ?? 0)
  return Math.max(at, now + soonMs)
}

/** How long before a session the runner checks for the last time whether its facilitator has left, in ms. */
const lastLookMs = 30 * 60_000

/** When the runner checks whether a session's facilitator has left, and when it has to call a substitute. */
function leaderTimesOf(session: Session, now: number): readonly number[] {
  if (mustCall(session, now)) return [now]
  const { start, openedAt, facilitator } = session
  const look = start - lastLookMs
  return facilitator === undefined || openedAt !== undefined || look <= now ? [] : [look]
}

/** When a session has something to do: its steps run in order, but those that wait for votes don't hold up others. */
function dueTimesOf(group: Group, session: Session, now: number): readonly number[] {
  const times: number[] = []
  for (const step of stepNames) {
    const found = session.steps[step]
    if (found === undefined || found.state.kind !== 'waiting') continue
    if (step === 'choose' && session.hasAsked === true && findEntryFor(group, session.date) === undefined)
      return [...times, found.until + 1]
    if (step === 'poll') times.push(...clockMarks(group, session).filter((mark) => mark > now))
    if (!waitsForVotes.has(step)) return [...times, found.due]
    // A step that failed or was interrupted is tried again; one that waits for votes runs when they come.
    const mustRetry = group.claim !== undefined || group.retryAt !== undefined
    times.push(found.due > now || mustRetry ? found.due : found.until + 1)
  }
  return times
}

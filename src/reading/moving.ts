import { writeMoment } from '../time/write-time.ts'
import { isBeingRun } from './claim.ts'
import { groupPaused, noSchedule, sessionAlreadyBegun, sessionBusy, timePast, timeTaken } from './errors.ts'
import type { Group, Session, Step } from './group.ts'
import { createSessionId } from './ids.ts'
import { byStart, startAfter, withRecords } from './plan.ts'
import { stepPartsOf } from './reading-time.ts'
import {
  computedSessionsOn,
  sessionNotFoundOn,
  withoutExtra,
  withoutLostPins,
  withoutSession,
} from './session-dates.ts'
import { withSession } from './session-outcome.ts'
import { StepName, stepTimes } from './steps.ts'

/** The time that a session is moved to. */
interface Destination {
  /** The local date and time, as 2026-12-10T18:00. */
  readonly moment: string
  /** The same in ms since 1970. */
  readonly at: number
}

/**
 * The group with the session of a date at another time; the undone steps of one that has a record move with it, and so
 * does a paper that is pinned to it.
 *
 * @throws UserError for a date without an upcoming session, and for a time that is past or taken.
 */
export function moveSession(group: Group, date: string, to: Destination, now: number): Group {
  requireFreeTime(group, to, now)
  const recorded = group.sessions.filter((one) => one.date === date)
  const session = recorded.find(({ openedAt, start }) => openedAt === undefined && start > now)
  if (session === undefined)
    return withoutLostPins(
      withPinsMoved(moveComputed(group, date, to, recorded.length > 0, now), date, dateOf(to)),
    )
  const destination = { date: dateOf(to), at: to.at }
  return withoutLostPins(moveRecorded({ ...group, scheduledAt: now }, session, destination, now))
}

const dateOf = ({ moment }: Destination): string => moment.slice(0, 10)

/** @throws UserError unless a session can be held then. */
function requireFreeTime(
  { schedule, sessions, plannedUntil }: Group,
  { moment, at }: Destination,
  now: number,
): void {
  if (schedule === undefined) throw noSchedule()
  const words = writeMoment(at, schedule.zone, now)
  if (at <= now) throw timePast(words)
  const date = moment.slice(0, 10)
  const { pausedFrom, pausedTo } = schedule
  if (pausedFrom !== undefined && date >= pausedFrom && (pausedTo === undefined || date <= pausedTo))
    throw groupPaused(date, now)
  const isTaken =
    sessions.some(({ start }) => start === at) ||
    computedSessionsOn({ schedule, plannedUntil }, date).some(({ start }) => start === at)
  if (isTaken) throw timeTaken(words)
}

/** Moves a session that has no record yet: it is removed from the schedule and added as an extra. */
function moveComputed(
  group: Group,
  date: string,
  { moment }: Destination,
  hasBegun: boolean,
  now: number,
): Group {
  const { schedule } = group
  const session = computedSessionsOn(group, date).find(({ start }) => start > now)
  if (session === undefined || schedule === undefined)
    throw hasBegun ? sessionAlreadyBegun(date, now) : sessionNotFoundOn(group, [date], now)
  const { extra = [], ...rest } = withoutSession(schedule, session)
  return withRecords(
    {
      ...group,
      schedule: { ...rest, extra: [...new Set([...extra, moment])].toSorted() },
      scheduledAt: now,
    },
    [moment],
    now,
    createSessionId,
  )
}

/**
 * The group with a session that has a record at another time: its undone steps move with it, and so does a paper that
 * is pinned to it.
 *
 * @throws UserError while one of its steps is running.
 */
export function moveRecorded(
  group: Group,
  session: Session,
  { date, at }: { readonly date: string; readonly at: number },
  now: number,
): Group {
  if (isBeingRun(group, session, now)) throw sessionBusy(session.date, now)
  const { schedule, offsets, sessions } = group
  const others = { ...group, sessions: sessions.filter(({ id }) => id !== session.id) }
  const parts = stepPartsOf(group, session)
  const times = stepTimes(at, schedule?.zone ?? 'UTC', offsets, parts, startAfter(others, at))
  const next = withSession(group, session.id, (one) => withStepTimes({ ...one, start: at, date }, times, now))
  return {
    ...withPinsMoved(next, session.date, date),
    sessions: next.sessions.toSorted(byStart),
    ...(schedule !== undefined && { schedule: withoutExtra(schedule, session) }),
  }
}

/** The session with its undone steps at other times; steps that would be too late there are not needed. */
const withStepTimes = (session: Session, times: ReturnType<typeof stepTimes>, now: number): Session => ({
  ...session,
  steps: Object.fromEntries(
    Object.entries(session.steps).map(([name, step]): [string, Step] => {
      const time = times[StepName.parse(name)]
      if (step.state.kind === 'done' || time === undefined) return [name, step]
      return [name, { ...time, state: { kind: time.until < now ? 'needless' : 'waiting' } }]
    }),
  ),
})

const withPinsMoved = (group: Group, from: string, to: string): Group => ({
  ...group,
  entries: group.entries.map((entry) =>
    entry.pinned?.date === from ? { ...entry, pinned: { ...entry.pinned, date: to } } : entry,
  ),
})

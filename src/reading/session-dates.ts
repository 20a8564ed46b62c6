import { Temporal } from 'temporal-polyfill'
import type { Person } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import { joinWords } from '../disagreement/wording.ts'
import type { Paper } from '../paper/paper.ts'
import { instantOf } from '../time/local-time.ts'
import type { Group } from './group.ts'
import type { UpcomingSession } from './plan.ts'
import { type DatedSession, datedSessions, type Schedule } from './schedule/schedule.ts'

const dayMs = 86_400_000
const maxDates = 60
const maxNear = 3

const toUpcoming = ({ at, date }: DatedSession): UpcomingSession => ({ start: at.epochMilliseconds, date })

/** What a schedule has on a date, however far away that is. */
export function sessionsOn(schedule: Schedule, date: string): readonly UpcomingSession[] {
  const midnight = instantOf(Temporal.PlainDate.from(date).toPlainDateTime(), schedule.zone)
  // A date that the zone skips is held on the next one, so that one more may come first.
  const max = 2 + (schedule.extra?.length ?? 0)
  return datedSessions(schedule, midnight.subtract({ milliseconds: 1 }), max)
    .filter((one) => one.date === date)
    .map(toUpcoming)
}

/** The sessions of a date that are only computed yet. */
export const computedSessionsOn = (
  { schedule, plannedUntil }: Pick<Group, 'schedule' | 'plannedUntil'>,
  date: string,
): readonly UpcomingSession[] =>
  schedule === undefined ? [] : sessionsOn(schedule, date).filter(({ start }) => start > plannedUntil)

/** @throws UserError naming the dates that have no session which is still to come. */
export function requireSessions(group: Group, dates: readonly string[]): void {
  const isOpen = (date: string) =>
    group.sessions.some((one) => one.date === date && one.openedAt !== undefined)
  const isToCome = (date: string) =>
    group.sessions.some((one) => one.date === date && one.openedAt === undefined) ||
    computedSessionsOn(group, date).length > 0
  const missing = dates.filter((date) => !isToCome(date))
  const open = missing.find(isOpen)
  if (open !== undefined) throw sessionAlreadyBegun(open)
  if (missing.length > 0) throw noSessionOn(group, missing)
}

export const sessionAlreadyBegun = (date: string): UserError =>
  new UserError(`The session of ${date} has begun.`, 'It runs on to its recap; choose one that is to come.')

/** What to say of dates without a session. */
export function noSessionOn(group: Group, dates: readonly string[]): UserError {
  const near = findNearestDates(group, dates[0] ?? '')
  return new UserError(
    `There is no session on ${joinWords(dates)}.`,
    near.length === 0 ? 'Plan one first.' : `The nearest are on ${near.join(', ')}.`,
  )
}

/** The dates nearest to one that have a session to come, in their order. */
function findNearestDates({ schedule, plannedUntil, sessions }: Group, date: string): readonly string[] {
  const since = Math.max(plannedUntil, Date.parse(date) - maxDates * dayMs)
  const computed =
    schedule === undefined ? [] : datedSessions(schedule, new Date(since).toISOString(), maxDates + maxNear)
  const prepared = sessions.filter(({ openedAt }) => openedAt === undefined)
  const dates = new Set([...prepared, ...computed].map(({ date }) => date))
  const gap = (one: string) => Math.abs(Date.parse(one) - Date.parse(date))
  return [...dates]
    .toSorted((a, b) => gap(a) - gap(b))
    .slice(0, maxNear)
    .toSorted()
}

/** The schedule without one of its sessions, regular or not. */
export function withoutSession(schedule: Schedule, session: UpcomingSession): Schedule {
  const { date, start } = session
  const isRegular = sessionsOn({ ...schedule, extra: [] }, date).some((one) => one.start === start)
  return {
    ...withoutExtra(schedule, session),
    ...(isRegular && { except: [...new Set([...(schedule.except ?? []), date])].toSorted() }),
  }
}

/** The schedule without an extra that is held then. */
export function withoutExtra(schedule: Schedule, { date, start }: UpcomingSession): Schedule {
  const { extra, zone } = schedule
  if (extra === undefined) return schedule
  const isHeldThen = (moment: string) =>
    moment.startsWith(date) &&
    instantOf(Temporal.PlainDateTime.from(moment), zone).epochMilliseconds === start
  return { ...schedule, extra: extra.filter((moment) => !isHeldThen(moment)) }
}

/** The group with what was kept for a date that has no session any more: it comes first in the next one. */
export const withoutLostPins = (group: Group): Group => ({
  ...group,
  entries: group.entries.map((entry) => {
    const { pinned, ...rest } = entry
    const isLost =
      pinned !== undefined &&
      !group.sessions.some(({ date }) => date === pinned.date) &&
      computedSessionsOn(group, pinned.date).length === 0
    return isLost ? { ...rest, isNext: true } : entry
  }),
})

/** A paper that was kept for a date which has no session any more. */
export interface LostPin {
  readonly paper: Paper
  readonly date: string
  /** Who kept it. */
  readonly by: Person
}

/** What a change has taken from the dates that it was kept for; what nobody known has kept is left out. */
export const findLostPins = (before: Group, after: Group): readonly LostPin[] =>
  before.entries.flatMap(({ paper, pinned }) => {
    const { pinned: newPin, isNext } = after.entries.find((entry) => entry.paper.id === paper.id) ?? {}
    if (pinned?.by === undefined || newPin !== undefined || isNext !== true) return []
    return [{ paper, date: pinned.date, by: pinned.by }]
  })

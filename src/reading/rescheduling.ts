import type { Group, GroupWithPast, Session } from './group.ts'
import { moveRecorded } from './moving.ts'
import { upcomingSessions } from './plan.ts'
import { withoutLostPins } from './session-dates.ts'
import { cancelSessions } from './session-outcome.ts'

/** Options for sessions that have a record when the schedule is changed. */
export const rescheduleModes = { keep: 'Keep them', move: 'Move them', skip: 'Skip them' } as const
export type RescheduleMode = keyof typeof rescheduleModes

/**
 * The group after its schedule was changed. Sessions that have a record and have not begun keep their time, take the
 * first times of the new schedule, or are skipped. docs/reading-groups.md, section 9.
 *
 * @throws UserError while a step of one of them is running.
 */
export function reschedule(group: Group, mode: RescheduleMode, now: number): GroupWithPast {
  const prepared = group.sessions.filter(({ openedAt, start }) => openedAt === undefined && start > now)
  if (mode === 'keep' || prepared.length === 0) return { group: withoutLostPins(group), past: [] }
  const isPrepared = (session: Session) => prepared.some(({ id }) => id === session.id)
  const others = group.sessions.filter((session) => !isPrepared(session))
  const free = { ...group, plannedUntil: Math.max(now, ...others.map(({ start }) => start)) }
  if (mode === 'skip')
    return cancelSessions(withoutLostPins(free), isPrepared, { at: now, why: 'the schedule was changed' })
  return {
    group: withoutLostPins(prepared.reduce((group, one) => moveToNextTime(group, one, now), free)),
    past: [],
  }
}

/** The group with a session moved to the next time of the schedule; unchanged if the schedule has ended. */
function moveToNextTime(group: Group, session: Session, now: number): Group {
  const [next] = upcomingSessions(group, 1)
  if (next === undefined) return group
  return {
    ...moveRecorded(group, session, { date: next.date, at: next.start }, now),
    plannedUntil: next.start,
  }
}

import type { Group, GroupWithPast, Session } from './group.ts'
import { moveRecorded } from './moving.ts'
import { upcomingSessions } from './plan.ts'
import { withoutLostPins } from './session-dates.ts'
import { cancelSessions } from './session-outcome.ts'

/** What may become of sessions that are prepared when the schedule is changed. */
export const rescheduleModes = { keep: 'Keep them', move: 'Move them', skip: 'Skip them' } as const
export type RescheduleMode = keyof typeof rescheduleModes

/**
 * The group with another schedule, and what becomes of the sessions that have a record and have not begun: they keep
 * their time, or take the first times of the new schedule, or are skipped. docs/reading-groups.md, section 9.
 *
 * @throws UserError while one of them is being attended to.
 */
export function reschedule(group: Group, mode: RescheduleMode, now: number): GroupWithPast {
  const prepared = group.sessions.filter(({ openedAt, start }) => openedAt === undefined && start > now)
  if (mode === 'keep' || prepared.length === 0) return { group: withoutLostPins(group), past: [] }
  const isPrepared = (session: Session) => prepared.some(({ id }) => id === session.id)
  const others = group.sessions.filter((session) => !isPrepared(session))
  const free = { ...group, plannedUntil: Math.max(now, ...others.map(({ start }) => start)) }
  if (mode === 'skip')
    return cancelSessions(withoutLostPins(free), isPrepared, now, 'the schedule was changed')
  return {
    group: withoutLostPins(prepared.reduce((group, one) => moveToNextTime(group, one, now), free)),
    past: [],
  }
}

/** The group with a session at the next time that its schedule has. */
function moveToNextTime(group: Group, session: Session, now: number): Group {
  const [next] = upcomingSessions(group, 1)
  if (next === undefined) return group
  return {
    ...moveRecorded(group, session, { date: next.date, at: next.start }, now),
    plannedUntil: next.start,
  }
}

import type { Group, Session } from './group.ts'
import { stateOf } from './group.ts'
import { sessionMs } from './session-length.ts'
import type { StepParts } from './steps.ts'
import { type Presence, pollMinute, readingEnd, revoteMinute } from './together.ts'

const minuteMs = 60_000

/** The settings of a group for all its sessions. */
type Habits = Pick<Group, 'schedule' | 'extras' | 'togetherMin'>

/** How long people read before the poll of a session, in minutes; `undefined` if they come having read. */
export function readingMinutes({ togetherMin }: Habits, session?: Session): number | undefined {
  const minutes = session?.togetherMin ?? togetherMin ?? 0
  return minutes === 0 ? undefined : minutes
}

/** The length of a session, in minutes. */
export const lengthMinutes = (group: Habits, session?: Session): number =>
  sessionMs(group, session) / minuteMs

/** The parts of a session that not every session has. */
export function stepPartsOf(group: Habits, session?: Session): StepParts {
  const minutes = readingMinutes(group, session)
  return {
    hasSheet: group.extras !== 'off',
    ...(minutes !== undefined && { together: { minutes, lengthMin: lengthMinutes(group, session) } }),
  }
}

/** Whether people read, and the poll is not open yet. */
export const isReading = (session: Session): boolean =>
  session.readingFrom !== undefined && stateOf(session, 'poll') === 'waiting'

export const presenceIn = ({ present = [] }: Session): Presence => ({
  here: present.length,
  read: present.filter(({ readAt }) => readAt !== undefined).length,
})

/** When the time to read is over, in ms since 1970, however many have read. @param from When it begins or began. */
export function readingUntil(group: Habits, session: Session, from: number): number {
  const { extensions = 0 } = session
  return from + readingEnd(readingMinutes(group, session) ?? 0, extensions) * minuteMs
}

/** When the poll of a session opens in which people read, in ms since 1970, if nothing happens from `now` on. */
export function pollDueAt(group: Habits, session: Session, now: number): number {
  const { readingFrom: from = session.start, extensions = 0 } = session
  const minutes = readingMinutes(group, session) ?? 0
  return from + pollMinute(minutes, extensions, presenceIn(session), (now - from) / minuteMs) * minuteMs
}

/** When the second round opens, in ms since 1970. @param reveal When votes are shown. */
export function revoteDueAt(group: Habits, session: Session, reveal: number): number {
  const { readingFrom: from = session.start } = session
  return from + revoteMinute(lengthMinutes(group, session), (reveal - from) / minuteMs) * minuteMs
}

/** When a clock that doesn't run by itself is shown again: at half of the time, and five minutes before its end. */
export function clockMarks(group: Habits, session: Session): readonly number[] {
  const { readingFrom: from } = session
  if (from === undefined || !isReading(session)) return []
  const until = readingUntil(group, session, from)
  return [from + (until - from) / 2, until - 5 * minuteMs]
}

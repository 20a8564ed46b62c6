import type { Group, Session } from './group.ts'
import { lengthMinutes, readingMinutes } from './reading-time.ts'
import { maxReading, minReading, minTalk } from './together.ts'
import { eitherTogetherOrEarly, noTimeToRead } from './together-errors.ts'

type Habits = Pick<Group, 'schedule' | 'extras' | 'togetherMin' | 'poll'>

/** @param session Without it, any session of the group. @throws UserError if people are to read together, and it leaves no room for that. */
export function requireRoomToRead(group: Habits, session?: Session): void {
  const minutes = readingMinutes(group, session)
  if (minutes === undefined) return
  if (group.poll === 'early') throw eitherTogetherOrEarly()
  const length = lengthMinutes(group, session)
  if (minutes < minReading || minutes > Math.min(maxReading, length - minTalk)) throw noTimeToRead(length)
}

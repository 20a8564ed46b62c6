import type { Group, Session } from './group.ts'
import { sessionLengthRefused } from './length-errors.ts'

/** In minutes. */
const minMinutes = 15
const maxMinutes = 360

/** @throws UserError for a length that sessions can't have, in minutes. */
export function requireLength(minutes: number): void {
  if (minutes < minMinutes || minutes > maxMinutes) throw sessionLengthRefused()
}

/** The length of a session whose schedule doesn't say, in minutes. */
const usualMinutes = 60

/** In ms. @param session Without it, as long as the group's sessions usually take. */
export const sessionMs = ({ schedule }: Pick<Group, 'schedule'>, session?: Session): number =>
  (session?.lengthMin ?? schedule?.minutes ?? usualMinutes) * 60_000

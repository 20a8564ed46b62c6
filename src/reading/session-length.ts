import type { Group, Session } from './group.ts'

/** The length of a session whose schedule doesn't say, in minutes. */
const usualMinutes = 60

/** In ms. @param session Without it, as long as the group's sessions usually take. */
export const sessionMs = ({ schedule }: Pick<Group, 'schedule'>, session?: Session): number =>
  (session?.lengthMin ?? schedule?.minutes ?? usualMinutes) * 60_000

import type { Group } from './group.ts'

/** The length of a session whose schedule doesn't say, in minutes. */
const usualMinutes = 60

/** In ms. */
export const sessionMs = ({ schedule }: Pick<Group, 'schedule'>): number =>
  (schedule?.minutes ?? usualMinutes) * 60_000

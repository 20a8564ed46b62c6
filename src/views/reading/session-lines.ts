import type { Text } from '../../chat/view.ts'
import type { Group } from '../../reading/group.ts'
import type { UpcomingSession } from '../../reading/plan.ts'
import type { LostPin } from '../../reading/session-dates.ts'
import { writeDate } from '../../time/write-time.ts'
import { startText } from './reading-parts.ts'

/** Asks a group's channel for nominations. @param date The session's, as `2026-12-04`. */
export const noPaperYetText = (date: string, now: number): string =>
  `There is no paper yet for ${writeDate(date, now)}.`

/** In place of a session that has no paper. @param next The session after it. */
export const noSessionText = (group: Group, next: UpcomingSession | undefined, now: number): Text => [
  'Nobody nominated a paper, so there is no session today.',
  ...(next === undefined ? [] : [' Next session: ', startText(group, next.start, now), '.']),
]

/** To the person who pinned a paper to a session that was cancelled. */
export const pinLostText = ({ name }: Group, { paper, date }: LostPin, now: number): string =>
  `“${paper.title}” was pinned to ${name}'s session on ${writeDate(date, now)}, which was cancelled. It is now first in line for the next session.`

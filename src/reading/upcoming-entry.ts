import { createHash } from 'node:crypto'
import type { Group, Session } from './group.ts'
import { entryOf } from './group.ts'
import { sessionMs } from './session-length.ts'
import { whereOf } from './where.ts'

export const upcomingTitleOf = (group: Group, session: Session): string =>
  `${group.name}: ${entryOf(group, session)?.paper.title ?? 'a paper'}`

/** Of all that a session's entry in the platform's calendar shows besides its start and title. */
export function upcomingDigestOf(group: Group, session: Session): string {
  const { paper, why, by } = entryOf(group, session) ?? {}
  const shown = [paper?.authors, paper?.year, paper?.url, why, by?.name, session.facilitator?.name]
  return createHash('sha256')
    .update(JSON.stringify([...shown, whereOf(group, session), sessionMs(group, session)]))
    .digest('base64url')
    .slice(0, 16)
}

/** Whether a session is announced, and its entry in the platform's calendar or bookmarks is missing or out of date. */
export const needsUpcomingEntry = (group: Group, session: Session): boolean =>
  session.announcement !== undefined &&
  session.openedAt === undefined &&
  session.isUnmarked !== true &&
  (session.mark?.start !== session.start ||
    session.mark.title !== upcomingTitleOf(group, session) ||
    session.mark.digest !== upcomingDigestOf(group, session))

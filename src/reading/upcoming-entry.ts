import type { Group, Session } from './group.ts'
import { entryOf } from './group.ts'

export const upcomingTitleOf = (group: Group, session: Session): string =>
  `${group.name}: ${entryOf(group, session)?.paper.title ?? 'a paper'}`

/** Whether a session is announced, and its entry in the platform's calendar or bookmarks is missing or out of date. */
export const needsUpcomingEntry = (group: Group, session: Session): boolean =>
  session.announcement !== undefined &&
  session.openedAt === undefined &&
  session.isUnmarked !== true &&
  (session.mark?.start !== session.start || session.mark.title !== upcomingTitleOf(group, session))

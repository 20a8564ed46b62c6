import { createHash } from 'node:crypto'
import type { Group, Session } from './group.ts'
import { entryOf } from './group.ts'
import { nextEventAct } from './session-event.ts'
import { sessionMs } from './session-length.ts'
import { whereOf } from './where.ts'

export const upcomingTitleOf = (group: Group, session: Session): string =>
  `${group.name}: ${entryOf(group, session)?.paper.title ?? 'a paper'}`

/** Of all that a session's event or bookmark shows, and of what decides who may see it. */
export function upcomingDigestOf(group: Group, session: Session): string {
  const { paper, why, by } = entryOf(group, session) ?? {}
  const shown = [
    session.start,
    sessionMs(group, session),
    upcomingTitleOf(group, session),
    ...[paper?.authors, paper?.year, paper?.url, why, by?.name, session.facilitator?.name],
    whereOf(group, session),
    group.events,
  ]
  return digestOf(shown)
}

const digestOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)

/** Of where a session is. */
export const whereDigestOf = (group: Group, session: Session): string =>
  digestOf(whereOf(group, session) ?? {})

/** Whether a session has a bookmark, or had one until a user deleted it, that says another place than it is at now. */
export const isElsewhereNow = (group: Group, session: Session): boolean =>
  session.markedWhere !== undefined && session.markedWhere !== whereDigestOf(group, session)

/** Whether a session is announced, and its event or bookmark is missing or out of date. */
export function needsUpcomingEntry(group: Group, session: Session): boolean {
  const { announcement, openedAt, isUnmarked, event, eventHeld } = session
  if (announcement === undefined || (isUnmarked === true && !isElsewhereNow(group, session))) return false
  if (openedAt !== undefined && event === undefined) return false
  const digest = upcomingDigestOf(group, session)
  return event?.digest !== digest && eventHeld !== digest
}

/** When something is to be done with a session's event or bookmark, in ms since 1970; `undefined` if nothing is. */
export function eventDueAt(group: Group, session: Session): number | undefined {
  const act = nextEventAct(session, sessionMs(group, session))
  const times = [...(needsUpcomingEntry(group, session) ? [0] : []), ...(act === undefined ? [] : [act.at])]
  return times.length === 0 ? undefined : Math.max(Math.min(...times), session.eventTries?.at ?? 0)
}

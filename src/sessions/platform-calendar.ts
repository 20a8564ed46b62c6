import type { ChatPort, UpcomingEntry, Venue } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { Logger } from '../log.ts'
import { eventCover } from '../picture/cover/event-cover.ts'
import type { ChangeGroup, Group, Session } from '../reading/group.ts'
import { entryOf } from '../reading/group.ts'
import { sessionMs } from '../reading/session-length.ts'
import { withSession } from '../reading/session-outcome.ts'
import {
  eventDueAt,
  isElsewhereNow,
  needsUpcomingEntry,
  upcomingDigestOf,
  upcomingTitleOf,
  whereDigestOf,
} from '../reading/upcoming-entry.ts'
import { whereOf } from '../reading/where.ts'
import { backoff } from '../time/backoff.ts'
import { eventDescription, outsideDescription } from '../views/reading/event-words.ts'
import { runEvent } from './run-event.ts'

export interface CalendarDeps {
  readonly portFor: (platform: string) => ChatPort
  readonly now: () => number
  readonly log: Logger
  /** Called with what organisers can fix, if they like. */
  readonly onRefused: (fault: UserError, session: Session) => void
  /** Called for an event that people outside the group's channel would see, which nobody has been asked about. */
  readonly onUnsure: (session: Session) => void
}

/** The pause before a platform that didn't answer is asked about an event again, given the failures in a row. */
const retryPauseMs = backoff({ minMs: 60_000, maxMs: 30 * 60_000 })
const maxTries = 6

/**
 * Brings the platform's events or bookmarks up to date with a group's sessions, starts those in a channel and ends them.
 * They are optional: what is refused is not tried again for that session, and nothing that fails holds up a step.
 */
export async function updateCalendar(deps: CalendarDeps, group: Group, change: ChangeGroup): Promise<void> {
  const { now, log, onRefused } = deps
  let last = group.unmarks.length === 0 ? group : await hideEnded(deps, group, change)
  for (const session of last.sessions) {
    const due = eventDueAt(last, session)
    if (due === undefined || due > now()) continue
    try {
      if (needsUpcomingEntry(last, session)) last = await showSession(deps, last, session, change)
      last = await runEvent(deps, last, session.id, change)
    } catch (fault) {
      if (fault instanceof UserError) onRefused(fault, session)
      else log.warn({ fault, group: group.id }, 'could not bring an event up to date')
      last = await (isRepeatable(deps, last, fault)
        ? tryLater(deps, session, change)
        : giveUp(session, change))
    }
  }
}

/** A bookmark whose fate is unknown can't be looked up: made again, there might be two. */
const isRepeatable = ({ portFor }: CalendarDeps, { place }: Group, fault: unknown): boolean =>
  !(fault instanceof UserError) && portFor(place.platform).events !== undefined

/** Makes the event of the highest kind that is permitted, or changes it. @throws whatever else the platform throws. */
async function showSession(
  deps: CalendarDeps,
  group: Group,
  session: Session,
  change: ChangeGroup,
): Promise<Group> {
  const { announcement: message, event: known } = session
  const { showUpcoming, events, ...port } = deps.portFor(group.place.platform)
  if (message === undefined || showUpcoming === undefined) return giveUp(session, change)
  for (const venue of await findVenues(port, group, session)) {
    const isSeenByOthers = (await events?.isSeenByOthers(message.place, venue)) === true
    try {
      const refusal = await events?.whyNot(message.place, venue)
      if (refusal !== undefined) throw refusal
      if (isSeenByOthers && group.events !== 'yes') return await hold(deps, group, session, change)
      const entry = {
        ...{ message, ...toTimes(group, session) },
        ...(isSeenByOthers ? toOutsideEntry(group, session) : await toWholeEntry(port, group, session)),
        ...(venue !== undefined && { venue }),
      }
      const isMoved = isElsewhereNow(group, session)
      const id = (await showUpcoming(entry, known?.id)) ?? (isMoved ? await showUpcoming(entry) : undefined)
      if (id === undefined) return await forget(session, change)
      const digest = upcomingDigestOf(group, session)
      const { state } = known ?? {}
      const event = { id, kind: venue?.kind ?? 'external', digest, ...(state && { state }) } as const
      const where = events === undefined ? whereDigestOf(group, session) : undefined
      return await change((group) => withEvent(group, session, event, where))
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault
      deps.onRefused(fault, session)
    }
  }
  return giveUp(session, change)
}

/** Where its event can be, the best first: in the channel where people talk, and outside of all channels. */
async function findVenues(
  { talkChannelKind }: Pick<ChatPort, 'talkChannelKind'>,
  group: Group,
  session: Session,
): Promise<readonly (Venue | undefined)[]> {
  const where = whereOf(group, session)
  const channel = where?.isGone === true ? undefined : where?.channel
  const { platform, space } = group.place
  const kind = channel && (await talkChannelKind?.({ platform, space, channel }))
  return kind === undefined || kind === '' ? [undefined] : [{ kind, channel: channel ?? '' }, undefined]
}

const toTimes = (group: Group, session: Session) => ({
  title: upcomingTitleOf(group, session),
  start: session.start,
  end: session.start + sessionMs(group, session),
  zone: group.schedule?.zone ?? 'UTC',
})

type Shown = Pick<UpcomingEntry, 'description' | 'where' | 'link' | 'cover' | 'isSeenByOthers'>

const toOutsideEntry = (group: Group, session: Session): Shown => ({
  description: outsideDescription(group, session),
  isSeenByOthers: true,
  ...coverOf(group, session),
})

async function toWholeEntry(
  { channelNameOf }: Pick<ChatPort, 'channelNameOf'>,
  group: Group,
  session: Session,
): Promise<Shown> {
  const { text, channel, link, isGone } = whereOf(group, session) ?? {}
  const { platform, space } = group.place
  const name =
    isGone !== true && channel && (await channelNameOf?.({ platform, space, channel }).catch(() => undefined))
  const where = text ?? (name && `#${name}`)
  return {
    description: eventDescription(group, session),
    ...(where && { where }),
    ...(link && { link }),
    ...coverOf(group, session),
  }
}

function coverOf(group: Group, session: Session): Pick<Shown, 'cover'> {
  const entry = entryOf(group, session)
  const cover = entry && eventCover(entry.paper)
  return cover === undefined ? {} : { cover }
}

/** Makes no event, or takes it away, until an organiser says otherwise. */
async function hold(
  { portFor, onUnsure }: CalendarDeps,
  group: Group,
  session: Session,
  change: ChangeGroup,
): Promise<Group> {
  const { event } = session
  if (event !== undefined) await portFor(group.place.platform).hideUpcoming?.(group.place, event.id)
  if (group.events === undefined) onUnsure(session)
  const eventHeld = upcomingDigestOf(group, session)
  return change((now) => withSession(withEvent(now, session), session.id, (one) => ({ ...one, eventHeld })))
}

/** The group with another event for a session. @param where The digest of where a bookmark says that it is. */
const withEvent = (group: Group, { id }: Session, event?: Session['event'], where?: string): Group =>
  withSession(group, id, ({ event: _, eventHeld: __, eventTries: ___, isUnmarked: ____, ...one }) => ({
    ...one,
    ...(event && { event }),
    ...(where !== undefined && { markedWhere: where }),
  }))

/** An event that exists already stays unchanged. */
const giveUp = ({ id }: Session, change: ChangeGroup): Promise<Group> =>
  change((group) =>
    withSession(group, id, ({ eventTries: _, markedWhere: __, event, ...one }) => ({
      ...one,
      isUnmarked: true,
      ...(event && { event: { ...event, state: 'over' } }),
    })),
  )

/** For an event that a user has deleted: no other is made for the session, and no other bookmark until it is elsewhere. */
const forget = (session: Session, change: ChangeGroup): Promise<Group> =>
  change((group) =>
    withSession(withEvent(group, session), session.id, (one) => ({ ...one, isUnmarked: true })),
  )

function tryLater({ now }: CalendarDeps, session: Session, change: ChangeGroup): Promise<Group> {
  const count = (session.eventTries?.count ?? 0) + 1
  if (count >= maxTries) return giveUp(session, change)
  const at = now() + Math.round(retryPauseMs(count))
  return change((group) => withSession(group, session.id, (one) => ({ ...one, eventTries: { count, at } })))
}

/** Takes away what is still shown of sessions that have ended. */
async function hideEnded({ portFor, log }: CalendarDeps, group: Group, change: ChangeGroup): Promise<Group> {
  const port = portFor(group.place.platform)
  for (const id of group.unmarks)
    await port
      .hideUpcoming?.(group.place, id)
      .catch((fault: unknown) => log.warn({ fault, group: group.id }, 'could not remove a calendar entry'))
  return change((now) => ({ ...now, unmarks: now.unmarks.filter((id) => !group.unmarks.includes(id)) }))
}

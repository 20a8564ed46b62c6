import { type Client, GuildScheduledEventStatus, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { PersonId, Place } from '../../../src/chat/caller.ts'
import type { ChatPort, KnownEvent, UpcomingEntry, Venue } from '../../../src/chat/port.ts'
import type { Picture } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { PngRenderer } from '../../../src/picture/png.ts'
import { type Channels, isDirect, serverOf } from '../client/channels.ts'
import { calendarUnavailable, eventInPast, eventRefused, tooManyEvents } from '../client/errors.ts'
import { createEventRights, type EventRights } from '../client/event-rights.ts'
import { isEventGone, isEventPast, isForbidden, isFullOfEvents, isRefusal } from '../client/faults.ts'
import { toPersonId } from '../client/members.ts'
import { limits } from '../format/limits.ts'
import { isOf, toEventBody } from './event-body.ts'

const CreatedEvent = z.object({ id: z.string() })
const ListedEvents = z.array(
  z.object({
    id: z.string(),
    creator_id: z.string().nullish(),
    name: z.string(),
    description: z.string().nullish(),
    scheduled_start_time: z.string(),
  }),
)
const InterestedUsers = z.array(z.object({ user: z.object({ id: z.string() }) }))

/** As many as Discord lists at once. */
const pageSize = 100

interface Deps {
  readonly rest: REST
  /** Creates events: whether one was created is looked up, and not tried again at once. */
  readonly restWithoutRetries: REST
  readonly client: Client
  readonly channels: Pick<Channels, 'findOwnPermissions' | 'nameOf'>
  readonly isEventSeenByOthers: (place: Place, venue: Venue | undefined) => Promise<boolean>
  /** In ms since 1970. */
  readonly now: () => number
  readonly pictures: Pick<PngRenderer, 'png'>
  readonly log: Pick<Logger, 'warn'>
}

/** Upcoming sessions as scheduled events of a server. */
export function createScheduledEvents(
  deps: Deps,
): Required<Pick<ChatPort, 'showUpcoming' | 'hideUpcoming' | 'events'>> {
  const { rest, isEventSeenByOthers } = deps
  const { whyNot, toForbidden } = createEventRights(deps)

  /** @returns false if the event is over or was deleted. */
  async function setStatus({ space, id }: KnownEvent, status: GuildScheduledEventStatus): Promise<boolean> {
    try {
      await rest.patch(Routes.guildScheduledEvent(serverOf({ space }), id), { body: { status } })
      return true
    } catch (fault) {
      if (isEventGone(fault)) return false
      throw isRefusal(fault) ? eventRefused() : fault
    }
  }

  return {
    async showUpcoming(entry, knownId) {
      const { place } = entry.message
      if (isDirect(place)) throw calendarUnavailable()
      const server = serverOf(place)
      try {
        const id = knownId ?? (await findOwn(deps, server, entry))
        const shownId = await (id === undefined
          ? createEvent(deps, server, entry)
          : editEvent(deps, { server, id }, entry))
        if (shownId !== undefined && (entry.cover !== undefined || shownId === knownId))
          await setCover(deps, { server, id: shownId }, entry.cover)
        return shownId
      } catch (fault) {
        throw await toUserError(toForbidden, fault, entry)
      }
    },

    async hideUpcoming(place, knownId) {
      if (isDirect(place)) throw calendarUnavailable()
      try {
        await rest.delete(Routes.guildScheduledEvent(serverOf(place), knownId))
      } catch (fault) {
        if (!isEventGone(fault)) throw isForbidden(fault) ? await toForbidden(place, undefined) : fault
      }
    },

    events: {
      whyNot: async (place, venue) => (isDirect(place) ? calendarUnavailable() : whyNot(place, venue)),
      isSeenByOthers: async (place, venue) => !isDirect(place) && isEventSeenByOthers(place, venue),
      start: (event) => setStatus(event, GuildScheduledEventStatus.Active),
      end: (event) => setStatus(event, GuildScheduledEventStatus.Completed),
      interestedIn: (event) => listInterested(rest, event),
    },
  }
}

/** The event that an earlier try has made, whose answer was lost. */
async function findOwn(
  { rest, client }: Deps,
  server: string,
  entry: UpcomingEntry,
): Promise<string | undefined> {
  const listed = ListedEvents.parse(await rest.get(Routes.guildScheduledEvents(server)))
  return listed.find((event) => isOf(event, entry, client.user?.id))?.id
}

async function createEvent(
  { restWithoutRetries }: Deps,
  server: string,
  entry: UpcomingEntry,
): Promise<string> {
  const { entity_metadata, channel_id, ...body } = toEventBody(entry)
  const where = { ...(entity_metadata && { entity_metadata }), ...(channel_id !== null && { channel_id }) }
  const created = await restWithoutRetries.post(Routes.guildScheduledEvents(server), {
    body: { ...body, ...where },
  })
  return CreatedEvent.parse(created).id
}

/** Pixels per drawing unit: a cover of 640 units is 1600 pixels wide. */
const coverScale = 2.5

/** Shows a picture above an event, or none. The event counts: what fails is only logged. */
async function setCover(
  { rest, pictures, log }: Deps,
  { server, id }: EventAt,
  cover: Picture | undefined,
): Promise<void> {
  try {
    const png = cover && (await pictures.png(cover, 'dark', coverScale))
    const isShown = png !== undefined && png.length <= limits.eventCover
    const image = isShown ? `data:image/png;base64,${png.toString('base64')}` : null
    await rest.patch(Routes.guildScheduledEvent(server, id), { body: { image } })
  } catch (fault) {
    log.warn({ fault, event: id }, 'could not set the cover of an event')
  }
}

interface EventAt {
  readonly server: string
  readonly id: string
}

/** @returns `undefined` if the event was deleted or cancelled, or is over. */
async function editEvent(
  { rest, now }: Deps,
  { server, id }: EventAt,
  entry: UpcomingEntry,
): Promise<string | undefined> {
  const { scheduled_start_time, ...rest_ } = toEventBody(entry)
  // The start of an event that has begun can't be set, not even to what it is.
  const body = entry.start > now() ? { ...rest_, scheduled_start_time } : rest_
  try {
    await rest.patch(Routes.guildScheduledEvent(server, id), { body })
    return id
  } catch (fault) {
    if (isEventGone(fault)) return undefined
    throw fault
  }
}

async function listInterested(
  rest: REST,
  { space, id }: KnownEvent,
): Promise<readonly PersonId[] | undefined> {
  const found: string[] = []
  try {
    for (;;) {
      const after = found.at(-1)
      const query = new URLSearchParams({ limit: String(pageSize), ...(after !== undefined && { after }) })
      const route = Routes.guildScheduledEventUsers(serverOf({ space }), id)
      const page = InterestedUsers.parse(await rest.get(route, { query }))
      found.push(...page.map(({ user }) => user.id))
      if (page.length < pageSize) return found.map(toPersonId)
    }
  } catch (fault) {
    if (isEventGone(fault)) return undefined
    throw fault
  }
}

/** A `UserError` for faults that people can fix; any other fault unchanged. */
async function toUserError(
  toForbidden: EventRights['toForbidden'],
  fault: unknown,
  { message: { place }, venue }: UpcomingEntry,
): Promise<unknown> {
  if (isForbidden(fault)) return toForbidden(place, venue)
  if (isFullOfEvents(fault)) return tooManyEvents()
  if (isEventPast(fault)) return eventInPast()
  return isRefusal(fault) ? eventRefused() : fault
}

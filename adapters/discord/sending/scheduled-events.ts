import { GuildScheduledEventEntityType, GuildScheduledEventPrivacyLevel, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { ChatPort, UpcomingEntry } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Picture } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { PngRenderer } from '../../../src/picture/png.ts'
import { isDirect, serverOf } from '../client/channels.ts'
import { calendarUnavailable, eventInPast, eventSeenByAll, eventsForbidden } from '../client/errors.ts'
import { isEventGone, isEventPast, isForbidden } from '../client/faults.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import { linkTo } from './link-to.ts'

const CreatedEvent = z.object({ id: z.string() })

interface Deps {
  readonly rest: REST
  /** Creates events: an event that was created twice couldn't be recognised as a duplicate. */
  readonly restWithoutRetries: REST
  readonly isSeenByAll: (place: Place) => Promise<boolean>
  readonly pictures: Pick<PngRenderer, 'png'>
  readonly log: Pick<Logger, 'warn'>
}

/**
 * Upcoming sessions as scheduled events of a server. The whole server sees the events that are in no voice channel, so
 * a channel that not everyone sees gets no event.
 */
export function createScheduledEvents(deps: Deps): Pick<ChatPort, 'showUpcoming' | 'hideUpcoming'> {
  async function hide(place: Place, knownId: string): Promise<void> {
    try {
      await deps.rest.delete(Routes.guildScheduledEvent(serverOf(place), knownId))
    } catch (fault) {
      if (!isEventGone(fault)) throw toUserError(fault)
    }
  }

  return {
    async showUpcoming(entry, knownId) {
      const { place } = entry.message
      if (isDirect(place)) throw calendarUnavailable()
      if (!(await deps.isSeenByAll(place))) {
        if (knownId !== undefined) await hide(place, knownId)
        throw eventSeenByAll()
      }
      const server = serverOf(place)
      try {
        const id = await (knownId === undefined
          ? createEvent(deps, server, toEvent(entry))
          : editEvent(deps, { server, id: knownId }, toEvent(entry)))
        if (entry.cover !== undefined || id === knownId) await setCover(deps, { server, id }, entry.cover)
        return id
      } catch (fault) {
        throw toUserError(fault)
      }
    },

    async hideUpcoming(place, knownId) {
      if (isDirect(place)) throw calendarUnavailable()
      await hide(place, knownId)
    },
  }
}

async function createEvent({ restWithoutRetries }: Deps, server: string, body: object): Promise<string> {
  const created = await restWithoutRetries.post(Routes.guildScheduledEvents(server), { body })
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

/** Creates a new event if the known one was deleted, was cancelled or is over. @returns the id of the event. */
async function editEvent(deps: Deps, { server, id }: EventAt, body: object): Promise<string> {
  try {
    await deps.rest.patch(Routes.guildScheduledEvent(server, id), { body })
    return id
  } catch (fault) {
    if (isEventGone(fault)) return createEvent(deps, server, body)
    throw fault
  }
}

/** The body of an event that takes place outside Discord's own voice channels. */
const toEvent = ({ title, start, end, message, description, ...place }: UpcomingEntry) => ({
  name: truncate(title, limits.eventName),
  privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
  entity_type: GuildScheduledEventEntityType.External,
  scheduled_start_time: new Date(start).toISOString(),
  scheduled_end_time: new Date(end).toISOString(),
  description: truncate([description, linkTo(message)].filter(Boolean).join('\n'), limits.eventDescription),
  entity_metadata: { location: toLocation(place) },
})

/** A link that is too long is only in the description: it is never cut. */
function toLocation({ where, link }: Pick<UpcomingEntry, 'where' | 'link'>): string {
  if (where !== undefined) return truncate(where, limits.eventLocation)
  return link === undefined || link.length > limits.eventLocation ? labels.seeAnnouncement : link
}

/** A `UserError` for faults that people can fix; any other fault unchanged. */
function toUserError(fault: unknown): unknown {
  if (isForbidden(fault)) return eventsForbidden()
  return isEventPast(fault) ? eventInPast() : fault
}

import { GuildScheduledEventEntityType, GuildScheduledEventPrivacyLevel, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Message } from '../../../src/chat/message.ts'
import type { ChatPort, UpcomingEntry } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { channelOf, isDirect, serverOf } from '../client/channels.ts'
import { isEventGone, isEventPast, isForbidden } from '../client/faults.ts'
import { limits } from '../format/limits.ts'

const Made = z.object({ id: z.string() })

interface Deps {
  readonly rest: REST
  /** Tries nothing twice: nothing tells one event from another that was made again. */
  readonly restWithoutRetries: REST
}

/** What is to come, among a server's events. */
export function createScheduledEvents({
  rest,
  restWithoutRetries,
}: Deps): Pick<ChatPort, 'showUpcoming' | 'hideUpcoming'> {
  async function createEvent(server: string, body: object): Promise<string> {
    return Made.parse(await restWithoutRetries.post(Routes.guildScheduledEvents(server), { body })).id
  }

  /** Where it was deleted, called off or is over, another is made. */
  async function editEvent(server: string, known: string, body: object): Promise<string> {
    try {
      await rest.patch(Routes.guildScheduledEvent(server, known), { body })
      return known
    } catch (fault) {
      if (isEventGone(fault)) return createEvent(server, body)
      throw fault
    }
  }

  return {
    async showUpcoming(mark, known) {
      const { place } = mark.message
      if (isDirect(place)) throw calendarUnavailable()
      const server = serverOf(place)
      try {
        return await (known === undefined
          ? createEvent(server, toEvent(mark))
          : editEvent(server, known, toEvent(mark)))
      } catch (fault) {
        throw toUserError(fault)
      }
    },

    async hideUpcoming(place, known) {
      if (isDirect(place)) throw calendarUnavailable()
      try {
        await rest.delete(Routes.guildScheduledEvent(serverOf(place), known))
      } catch (fault) {
        if (!isEventGone(fault)) throw toUserError(fault)
      }
    },
  }
}

/** The body of an event that is in no channel of its own. */
const toEvent = ({ title, start, end, message }: UpcomingEntry) => ({
  name: truncate(title, limits.eventName),
  privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
  entity_type: GuildScheduledEventEntityType.External,
  scheduled_start_time: new Date(start).toISOString(),
  scheduled_end_time: new Date(end).toISOString(),
  entity_metadata: { location: truncate(linkTo(message), limits.eventLocation) },
})

const linkTo = ({ place, id }: Message): string =>
  `https://discord.com/channels/${serverOf(place)}/${channelOf(place)}/${id}`

/** What people can mend, in words for them; any other fault as it is. */
function toUserError(fault: unknown): unknown {
  if (isForbidden(fault))
    return new UserError(
      'I may not use “Create Events” in this server.',
      'Give me Create Events, or leave it: everything else works without it.',
    )
  return isEventPast(fault)
    ? new UserError(
        'It can’t be put in the calendar any more: its start has passed.',
        'Choose a later time to have it there.',
      )
    : fault
}

const calendarUnavailable = () =>
  new UserError('A direct conversation has no calendar.', 'Use me in a channel of a server to have it there.')

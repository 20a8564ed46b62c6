import { PermissionFlagsBits } from 'discord.js'
import { type Reply, refusal } from './reading-back.ts'
import { EventBody } from './rules.ts'
import type { Route } from './schemas.ts'
import { guildId, type Planned, type World } from './world.ts'

const past: Reply = {
  status: 400,
  body: {
    code: 50035,
    message: 'Invalid Form Body',
    errors: {
      scheduled_start_time: {
        _errors: [
          { code: 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', message: 'Cannot schedule event in the past.' },
        ],
      },
    },
  },
}
const gone = refusal(404, 10070, 'Unknown Guild Scheduled Event')

/**
 * The server's events, as far as they are in no channel.
 *
 * @param faulty A reply for what is wrong with a body, which is remembered too; nothing where all is well.
 */
export function createCalendar(
  world: World,
  faulty: (route: Route, body: unknown, more: readonly string[]) => Reply | undefined,
) {
  /** Why the bot can't do anything there; nothing where it can. Its own events it may change and delete. */
  function shut(guild: string): Reply | undefined {
    if (guild !== guildId) return refusal(404, 10004, 'Unknown Guild')
    return (world.own & PermissionFlagsBits.CreateEvents) === 0n
      ? refusal(403, 50013, 'Missing Permissions')
      : undefined
  }

  function keep(event: Planned): Reply {
    world.events.set(event.id, event)
    return { status: 200, body: world.event(event) }
  }

  /** Makes an event of what is given and what is known already, where Discord would. */
  function set(route: 'event' | 'event edit', guild: string, body: unknown, known: Partial<Planned>): Reply {
    const given = EventBody.safeParse(body).data ?? {}
    const event = {
      id: known.id ?? world.nextId(),
      name: given.name ?? known.name ?? '',
      start: given.scheduled_start_time?.getTime() ?? known.start ?? Number.NaN,
      end: given.scheduled_end_time?.getTime() ?? known.end ?? Number.NaN,
      location: given.entity_metadata?.location ?? known.location ?? '',
      description: given.description ?? known.description ?? '',
      ...coverOf(given, known),
    }
    const wrong = faulty(route, body, [...channelFaults(given), ...imageFaults(given), ...eventFaults(event)])
    if (wrong !== undefined) return wrong
    const begins = given.scheduled_start_time?.getTime()
    return shut(guild) ?? (begins !== undefined && begins <= world.now() ? past : keep(event))
  }

  return {
    make: (guild: string, body: unknown): Reply => set('event', guild, body, {}),

    change(guild: string, id: string, body: unknown): Reply {
      const known = world.events.get(id)
      if (known === undefined) return shut(guild) ?? gone
      if (known.isOff === true) return shut(guild) ?? refusal(400, 180000, 'Cannot update a finished event')
      return set('event edit', guild, body, known)
    },

    remove(guild: string, id: string): Reply {
      const refused = shut(guild)
      if (refused !== undefined) return refused
      return world.events.delete(id) ? { status: 204 } : gone
    },
  }
}

const channelFaults = ({ channel_id }: EventBody): readonly string[] =>
  typeof channel_id === 'string' ? ['an external event in a channel'] : []

const imageUri = /^data:image\/png;base64,(?<data>[A-Za-z0-9+/]+=*)$/

/** Image data is a data URI, says the documentation; the description says base64. */
const imageFaults = ({ image }: EventBody): readonly string[] =>
  typeof image === 'string' && !imageUri.test(image) ? ['an image that is no data URI of a PNG'] : []

/** The picture that was given, that of before, or none where it was taken away. */
function coverOf({ image }: EventBody, { cover }: Partial<Planned>): Pick<Planned, 'cover'> {
  const data = imageUri.exec(image ?? '')?.groups?.data
  const shown = data === undefined ? (image === undefined ? cover : undefined) : Buffer.from(data, 'base64')
  return shown === undefined ? {} : { cover: shown }
}

/** What the description leaves out of an external event's limits. */
const eventFaults = ({ name, start, end, location, description }: Planned): readonly string[] => [
  ...(description.length > 1000 ? ['an event with a description of more than 1000 characters'] : []),
  ...(name.trim() === '' ? ['an event without a name'] : []),
  ...(location.trim() === '' ? ['an external event without a location'] : []),
  ...(Number.isNaN(start) || Number.isNaN(end) ? ['an external event without a start or an end'] : []),
  ...(end <= start ? ['an event that ends before it starts'] : []),
]

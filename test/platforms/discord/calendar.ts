import {
  ChannelType,
  GuildScheduledEventEntityType,
  GuildScheduledEventStatus,
  PermissionFlagsBits,
} from 'discord.js'
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

const { External, StageInstance, Voice } = GuildScheduledEventEntityType
const { Active, Canceled, Completed } = GuildScheduledEventStatus
const { CreateEvents, ViewChannel, Connect, ManageChannels, MuteMembers, MoveMembers } = PermissionFlagsBits

/** What the documentation asks for an event of each kind. */
const required: Readonly<Record<number, readonly bigint[]>> = {
  [External]: [CreateEvents],
  [Voice]: [CreateEvents, ViewChannel, Connect],
  [StageInstance]: [CreateEvents, ManageChannels, MuteMembers, MoveMembers],
}
const maxEvents = 100

/**
 * The server's events.
 *
 * @param faulty A reply for what is wrong with a body, which is remembered too; nothing where all is well.
 */
export function createCalendar(
  world: World,
  faulty: (route: Route, body: unknown, more: readonly string[]) => Reply | undefined,
) {
  /** Why the bot can't do anything there; nothing where it can. */
  function shut(guild: string, { venue }: Pick<Planned, 'venue'> = {}): Reply | undefined {
    if (guild !== guildId) return refusal(404, 10004, 'Unknown Guild')
    const needed = required[venue?.type ?? External] ?? []
    return needed.some((right) => (world.own & right) === 0n)
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
    const venue = venueOf(given, known)
    const event = {
      id: known.id ?? world.nextId(),
      name: given.name ?? known.name ?? '',
      start: given.scheduled_start_time?.getTime() ?? known.start ?? Number.NaN,
      end: given.scheduled_end_time?.getTime() ?? known.end ?? Number.NaN,
      location: venue === undefined ? (given.entity_metadata?.location ?? known.location ?? '') : '',
      description: given.description ?? known.description ?? '',
      ...coverOf(given, known),
      ...(venue && { venue }),
      ...stateOf(given, known),
    }
    const wrong = faulty(route, body, [
      ...venueFaults(given, world),
      ...imageFaults(given),
      ...eventFaults(event),
    ])
    if (wrong !== undefined) return wrong
    const begins = given.scheduled_start_time?.getTime()
    const isFull = known.id === undefined && upcoming().length >= maxEvents
    if (isFull) return refusal(400, 30038, 'Maximum number of guild scheduled events reached (100)')
    return shut(guild, event) ?? (begins !== undefined && begins <= world.now() ? past : keep(event))
  }

  const upcoming = () =>
    [...world.events.values()].filter(({ isOff, state }) => isOff !== true && state !== 'over')

  return {
    make: (guild: string, body: unknown): Reply => set('event', guild, body, {}),

    list: (guild: string): Reply =>
      guild === guildId
        ? { status: 200, body: upcoming().map(world.event) }
        : refusal(404, 10004, 'Unknown Guild'),

    change(guild: string, id: string, body: unknown): Reply {
      const known = world.events.get(id)
      if (known === undefined) return shut(guild) ?? gone
      if (known.isOff === true || known.state === 'over')
        return shut(guild) ?? refusal(400, 180000, 'Cannot update a finished event')
      return set('event edit', guild, body, known)
    },

    remove(guild: string, id: string): Reply {
      const refused = shut(guild)
      if (refused !== undefined) return refused
      return world.events.delete(id) ? { status: 204 } : gone
    },

    /** Whoever is interested in an event, in the order of their ids. */
    users(guild: string, id: string, query: URLSearchParams): Reply {
      if (guild !== guildId || !world.events.has(id)) return gone
      const after = BigInt(query.get('after') ?? 0)
      const ids = [...(world.interested.get(id) ?? [])]
        .filter((user) => BigInt(user) > after)
        .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
        .slice(0, Number(query.get('limit') ?? 100))
      const found = ids.flatMap((user) => world.people.get(user) ?? [])
      return {
        status: 200,
        body: found.map((person) => ({ guild_scheduled_event_id: id, user: world.user(person) })),
      }
    },
  }
}

/** The channel that an event is in. An edit without a kind keeps it. */
function venueOf({ entity_type: type, channel_id }: EventBody, known: Partial<Planned>): Planned['venue'] {
  if (type === undefined) return known.venue
  return type === Voice || type === StageInstance ? { type, channel: channel_id ?? '' } : undefined
}

function stateOf({ status }: EventBody, known: Partial<Planned>): Pick<Planned, 'state' | 'isOff'> {
  if (status === Active) return { state: 'on' }
  if (status === Completed) return { state: 'over' }
  if (status === Canceled) return { isOff: true }
  return known.state === undefined ? {} : { state: known.state }
}

function venueFaults({ entity_type: type, channel_id }: EventBody, world: World): readonly string[] {
  const channel = world.channels.get(channel_id ?? '')?.type
  if (type === Voice)
    return channel === ChannelType.GuildVoice ? [] : ['a voice event that is in no voice channel']
  if (type === StageInstance)
    return channel === ChannelType.GuildStageVoice ? [] : ['a stage event that is in no stage channel']
  return typeof channel_id === 'string' ? ['an external event in a channel'] : []
}

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
const eventFaults = ({ name, start, end, location, description, venue }: Planned): readonly string[] => [
  ...(description.length > 1000 ? ['an event with a description of more than 1000 characters'] : []),
  ...(name.trim() === '' ? ['an event without a name'] : []),
  ...(venue === undefined && location.trim() === '' ? ['an external event without a location'] : []),
  ...(Number.isNaN(start) || Number.isNaN(end) ? ['an external event without a start or an end'] : []),
  ...(end <= start ? ['an event that ends before it starts'] : []),
]

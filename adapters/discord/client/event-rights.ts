import { type Client, PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import type { Place } from '../../../src/chat/caller.ts'
import type { Venue } from '../../../src/chat/port.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import { type Channels, serverOf } from './channels.ts'
import { eventsForbidden, eventsForbiddenIn } from './errors.ts'
import { findMissing, type Permission } from './permissions.ts'

const createEvents: Permission = [PermissionFlagsBits.CreateEvents, 'Create Events']

/** What Discord asks for an event in a channel, by its kind ("Guild Scheduled Event", "Permissions Requirements"). */
const required: Readonly<Record<Venue['kind'], readonly Permission[]>> = {
  voice: [
    createEvents,
    [PermissionFlagsBits.ViewChannel, 'View Channel'],
    [PermissionFlagsBits.Connect, 'Connect'],
  ],
  stage: [
    createEvents,
    [PermissionFlagsBits.ManageChannels, 'Manage Channels'],
    [PermissionFlagsBits.MuteMembers, 'Mute Members'],
    [PermissionFlagsBits.MoveMembers, 'Move Members'],
  ],
}

interface Deps {
  readonly client: Client
  readonly channels: Pick<Channels, 'findOwnPermissions' | 'nameOf'>
}

/** Decides whether the bot may make events, as far as this process sees its permissions. */
export function createEventRights({ client, channels }: Deps) {
  const findServerPermissions = (place: Place): Readonly<PermissionsBitField> | undefined =>
    client.guilds.cache.get(serverOf(place))?.members.me?.permissions

  const placeOf = ({ platform, space }: Place, { channel }: Venue): Place => ({ platform, space, channel })

  async function describe(place: Place): Promise<string> {
    const name = await channels.nameOf(place).catch(() => undefined)
    return name === undefined ? 'in that channel' : `in #${name}`
  }

  return {
    /** As in `EventPort`. */
    async whyNot(place: Place, venue: Venue | undefined): Promise<UserError | undefined> {
      if (venue === undefined) {
        const own = findServerPermissions(place)
        return own === undefined || own.has(createEvents[0]) ? undefined : eventsForbidden()
      }
      const own = channels.findOwnPermissions(placeOf(place, venue))
      const missing = own === undefined ? [] : findMissing(own, required[venue.kind])
      return missing.length === 0
        ? undefined
        : eventsForbiddenIn(await describe(placeOf(place, venue)), missing)
    },

    /** The error for an event that Discord has refused: what is missing, or all that is needed where that isn't seen. */
    async toForbidden(place: Place, venue: Venue | undefined): Promise<UserError> {
      if (venue === undefined) return eventsForbidden()
      const own = channels.findOwnPermissions(placeOf(place, venue))
      const all = required[venue.kind]
      const missing = own === undefined ? [] : findMissing(own, all)
      const named = missing.length === 0 ? all.map(([, name]) => name) : missing
      return eventsForbiddenIn(await describe(placeOf(place, venue)), named)
    },
  }
}

export type EventRights = ReturnType<typeof createEventRights>

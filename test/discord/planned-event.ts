import { ChannelType, PermissionFlagsBits } from 'discord.js'
import type { UpcomingEntry, Venue } from '../../src/chat/port.ts'
import type { Overwrite } from '../platforms/discord/world.ts'
import { type Seated, seated } from './at-table.ts'
import { open } from './looking.ts'
import { saying } from './port-alone.ts'

const { Connect, CreateEvents, ManageChannels, MoveMembers, MuteMembers } = PermissionFlagsBits
const everyRight = [CreateEvents, Connect, ManageChannels, MuteMembers, MoveMembers]
const hourMs = 3_600_000

const types = { voice: ChannelType.GuildVoice, stage: ChannelType.GuildStageVoice } as const

/** A table whose bot may make any event, with a channel to talk in and something to come there. */
export async function plannedIn(kind: Venue['kind'], ...overwrites: readonly Overwrite[]) {
  const table = await seated()
  for (const right of everyRight) table.world.own |= right
  await table.forbid()
  const message = await table.port.post(table.place, saying('On Friday'), 'friday')
  const { id: channel } = await open(table, types[kind], ...overwrites)
  const start = table.world.now() + 24 * hourMs
  const venue: Venue = { kind, channel }
  const coming: UpcomingEntry = {
    ...{ title: 'Reading', start, end: start + hourMs, message, zone: 'UTC', description: 'AI Control' },
    venue,
  }
  return Object.assign(table, { coming, venue })
}

export const eventsOf = ({ world }: Seated) => [...world.events.values()]
export const show = ({ port }: Seated, ...what: Parameters<NonNullable<Seated['port']['showUpcoming']>>) =>
  port.showUpcoming?.(...what) ?? Promise.reject(new Error('Discord has no calendar'))
export const portOf = ({ port }: Seated) => {
  if (port.events === undefined) throw new Error('Discord has no events')
  return port.events
}

import type { ChannelType } from 'discord.js'
import { expect, test } from 'vitest'
import type { Place, Reported } from '../../src/chat/caller.ts'
import { type Channel, channelId, guildId, type Overwrite, type Person } from '../platforms/discord/world.ts'
import { type Seated, seated } from './at-table.ts'
import { personOf } from './port-alone.ts'

export const look = (table: Seated, person: Person, place: Partial<Place> = {}): Promise<Reported | false> =>
  table.port.canSee(personOf(person), { ...table.place, ...place })

export const main = ({ world }: Seated): Channel => {
  const channel = world.channels.get(channelId)
  if (channel === undefined) throw new Error('The channel is gone')
  return channel
}

/** Gives somebody a new role. */
export async function give(table: Seated, person: Person, permissions = 0n) {
  const role = table.world.openRole('Readers', permissions)
  person.roles.add(role.id)
  await table.hear(['GUILD_ROLE_CREATE', { guild_id: guildId, role: table.world.role(role) }])
  return role
}

/** What Discord says of Ben's membership from then on. */
export function silence(
  { world, discord: { ben } }: Seated,
  said: { readonly pending?: true; readonly communication_disabled_until?: string },
): void {
  const { member } = world
  Object.assign(world, { member: (person: Person) => ({ ...member(person), ...(person === ben && said) }) })
}

export async function overwrite(table: Seated, channel: Channel, ...overwrites: readonly Overwrite[]) {
  channel.overwrites = overwrites
  await table.hear(['CHANNEL_UPDATE', table.world.channel(channel)])
}

export async function open(
  table: Seated,
  type: ChannelType,
  ...overwrites: readonly Overwrite[]
): Promise<Channel> {
  const channel = table.world.openChannel('another', type)
  channel.overwrites = overwrites
  await table.hear(['CHANNEL_CREATE', table.world.channel(channel)])
  return channel
}

/** A private thread that the gateway told of, as it does where the bot is let in. */
export async function openPrivate(table: Seated) {
  const thread = table.world.openPrivateThread('Two of us')
  await table.hear(['THREAD_CREATE', table.world.channel(thread)])
  return thread
}

export const everyone = ({ world }: Seated) => {
  const role = world.roles.get(guildId)
  if (role === undefined) throw new Error('There is no @everyone')
  return role
}

export interface Case {
  readonly what: string
  readonly who?: 'ada' | 'ben'
  /** @returns where the look goes, if not to the channel. */
  readonly given?: (table: Seated, person: Person) => Promise<Partial<Place>> | Promise<void>
  readonly sees: Reported | false
}

/** Tries each case at a table of its own. */
export function verifyCases(cases: readonly Case[]): void {
  test.each(cases)('$what', async ({ who = 'ben', given, sees }) => {
    await using table = await seated()
    const person = table.discord[who]
    const place = await given?.(table, person)
    expect(await look(table, person, place ?? {})).toBe(sees)
  })
}

import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { PersonId, type Place, SpaceId } from '../../src/chat/caller.ts'
import { channelId, guildId, type Person } from '../platforms/discord/world.ts'
import { type Seated, seated } from './at-table.ts'
import { type Case, look, main, openPrivate, overwrite, verifyCases } from './looking.ts'

const { ManageMessages, ManageThreads, ViewChannel } = PermissionFlagsBits

const inThreads: readonly Case[] = [
  {
    what: 'a public thread is seen like its channel',
    given: async ({ thread }) => ({ thread: thread.id }),
    sees: 'member',
  },
  {
    what: 'who manages messages of its channel manages a thread',
    async given(table, person) {
      await overwrite(table, main(table), { of: person, allow: ManageMessages })
      return { thread: table.thread.id }
    },
    sees: 'manager',
  },
  {
    what: 'a public thread of a hidden channel is hidden',
    async given(table, person) {
      await overwrite(table, main(table), { of: person, deny: ViewChannel })
      return { thread: table.thread.id }
    },
    sees: false,
  },
  {
    what: 'an archived thread that the gateway never told of is seen like its channel',
    given: async ({ world }) => ({ thread: world.openThread('Of long ago').id }),
    sees: 'member',
  },
  {
    what: 'a deleted thread is seen by nobody',
    who: 'ada',
    async given({ world, thread, hear }) {
      world.channels.delete(thread.id)
      await hear([
        'THREAD_DELETE',
        { id: thread.id, guild_id: guildId, parent_id: channelId, type: thread.type },
      ])
      return { thread: thread.id }
    },
    sees: false,
  },
  {
    what: 'a thread in the name of another channel is seen by nobody',
    who: 'ada',
    given: async ({ thread, forum }) => ({ channel: forum.id, thread: thread.id }),
    sees: false,
  },
  {
    what: 'a channel in the name of a thread is seen by nobody',
    who: 'ada',
    given: async ({ forum }) => ({ thread: forum.id }),
    sees: false,
  },
  {
    what: 'a private thread is seen by its members',
    async given(table, person) {
      const { id, members } = await openPrivate(table)
      members.add(person.id)
      return { thread: id }
    },
    sees: 'member',
  },
  {
    what: 'a private thread is hidden from others',
    given: async (table) => ({ thread: (await openPrivate(table)).id }),
    sees: false,
  },
  {
    what: 'a private thread that the gateway never told of is hidden from others',
    given: async ({ world }) => ({ thread: world.openPrivateThread('Of long ago').id }),
    sees: false,
  },
  {
    what: 'a private thread is seen with Manage Threads',
    async given(table, person) {
      await overwrite(table, main(table), { of: person, allow: ManageThreads })
      return { thread: (await openPrivate(table)).id }
    },
    sees: 'member',
  },
  {
    what: 'a private thread is hidden from members who don’t see its channel',
    async given(table, person) {
      const { id, members } = await openPrivate(table)
      members.add(person.id)
      await overwrite(table, main(table), { of: person, deny: ViewChannel })
      return { thread: id }
    },
    sees: false,
  },
]

const toDirect = (table: Seated, person: Person): Partial<Place> => {
  const channel = table.discord.openDirect(person)
  return { space: SpaceId.parse(`discord:dm.${channel}`), channel }
}

const inPrivate: readonly Case[] = [
  {
    what: 'who it is with is admin of a direct conversation',
    given: async (table, person) => toDirect(table, person),
    sees: 'admin',
  },
  {
    what: 'a direct conversation of somebody else is hidden, even from the owner of a server',
    who: 'ada',
    given: async (table) => toDirect(table, table.discord.ben),
    sees: false,
  },
  {
    what: 'a channel is no direct conversation',
    who: 'ada',
    given: async () => ({ space: SpaceId.parse(`discord:dm.${channelId}`) }),
    sees: false,
  },
  {
    what: 'a direct conversation in the name of another one is hidden',
    async given(table, person) {
      const { space } = toDirect(table, table.discord.cleo)
      return { ...toDirect(table, person), ...(space !== undefined && { space }) }
    },
    sees: false,
  },
]

verifyCases([...inThreads, ...inPrivate])

test.each(['slack:400000000000000001', 'web:ada', 'discord:me', 'discord:1/2'])(
  '%s sees nothing on Discord, and Discord is not asked',
  async (person) => {
    await using table = await seated()
    expect(await table.port.canSee(PersonId.parse(person), table.place)).toBe(false)
    expect(table.asked('GET', /members/)).toHaveLength(0)
  },
)

test.each<Partial<Place>>([
  { platform: 'slack' },
  { space: SpaceId.parse(`another:${guildId}`) },
  { channel: `${channelId}/messages` },
])('nobody of Discord sees a place that is not on Discord: %j', async (place) => {
  await using table = await seated()
  expect(await look(table, table.discord.ada, place)).toBe(false)
})

import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { SpaceId } from '../../src/chat/caller.ts'
import { guildId } from '../platforms/discord/world.ts'
import type { Seated } from './at-table.ts'
import { everyone, give, main, open, overwrite, silence, verifyCases } from './looking.ts'

const { Administrator, Connect, ManageGuild, ManageMessages, ReadMessageHistory, ViewChannel } =
  PermissionFlagsBits

verifyCases([
  { what: 'a member sees what everyone sees', sees: 'member' },
  {
    what: 'the owner sees everything',
    who: 'ada',
    given: (table) => overwrite(table, main(table), { of: everyone(table), deny: ViewChannel }),
    sees: 'admin',
  },
  {
    what: 'an administrator sees everything',
    async given(table, person) {
      await give(table, person, Administrator)
      await overwrite(table, main(table), { of: everyone(table), deny: ViewChannel | ReadMessageHistory })
    },
    sees: 'admin',
  },
  {
    what: 'Manage Server makes an admin',
    given: async (table, person) => void (await give(table, person, ManageGuild)),
    sees: 'admin',
  },
  {
    what: 'Manage Server shows no hidden channel',
    async given(table, person) {
      await give(table, person, ManageGuild)
      await overwrite(table, main(table), { of: everyone(table), deny: ViewChannel })
    },
    sees: false,
  },
  {
    what: 'no overwrite of a channel makes an admin',
    given: (table, person) =>
      overwrite(table, main(table), { of: person, allow: ManageGuild | Administrator }),
    sees: 'member',
  },
  {
    what: 'Manage Messages makes a manager',
    given: async (table, person) => void (await give(table, person, ManageMessages)),
    sees: 'manager',
  },
  {
    what: 'Manage Messages by an overwrite makes a manager there',
    given: (table, person) => overwrite(table, main(table), { of: person, allow: ManageMessages }),
    sees: 'manager',
  },
  {
    what: 'Manage Messages by an overwrite makes no manager of another channel',
    async given(table, person) {
      await overwrite(table, main(table), { of: person, allow: ManageMessages })
      return { channel: table.forum.id }
    },
    sees: 'member',
  },
  {
    what: 'Manage Messages is taken by an overwrite',
    async given(table, person) {
      const role = await give(table, person, ManageMessages)
      await overwrite(table, main(table), { of: role, deny: ManageMessages })
    },
    sees: 'member',
  },
  {
    what: 'a channel hidden from everyone is hidden',
    given: (table) => overwrite(table, main(table), { of: everyone(table), deny: ViewChannel }),
    sees: false,
  },
  {
    what: 'what a role of theirs is denied is hidden',
    async given(table, person) {
      await overwrite(table, main(table), { of: await give(table, person), deny: ViewChannel })
    },
    sees: false,
  },
  {
    what: 'what a role is denied and the person is allowed is seen',
    async given(table, person) {
      const role = await give(table, person)
      await overwrite(table, main(table), { of: person, allow: ViewChannel }, { of: role, deny: ViewChannel })
    },
    sees: 'member',
  },
  {
    what: 'what one role is denied and another is allowed is seen',
    async given(table, person) {
      const [first, second] = [await give(table, person), await give(table, person)]
      await overwrite(
        table,
        main(table),
        { of: first, allow: ViewChannel },
        { of: second, deny: ViewChannel },
      )
    },
    sees: 'member',
  },
  {
    what: 'what a role is allowed and the person is denied is hidden',
    async given(table, person) {
      const role = await give(table, person)
      await overwrite(table, main(table), { of: role, allow: ViewChannel }, { of: person, deny: ViewChannel })
    },
    sees: false,
  },
  {
    what: 'a role that others have changes nothing',
    async given(table, person) {
      const role = await give(table, person)
      person.roles.delete(role.id)
      await overwrite(table, main(table), { of: role, allow: ManageMessages, deny: ViewChannel })
    },
    sees: 'member',
  },
  {
    what: 'without Read Message History, a channel is not seen',
    given: (table, person) => overwrite(table, main(table), { of: person, deny: ReadMessageHistory }),
    sees: false,
  },
  {
    what: 'a voice channel is seen with Connect',
    async given(table) {
      const { id } = await open(table, ChannelType.GuildVoice, { of: everyone(table), allow: Connect })
      return { channel: id }
    },
    sees: 'member',
  },
  ...[ChannelType.GuildVoice, ChannelType.GuildStageVoice].map((type) => ({
    what: `${ChannelType[type]} is not seen without Connect`,
    async given(table: Seated) {
      const { id } = await open(table, type, { of: everyone(table), deny: Connect })
      return { channel: id }
    },
    sees: false as const,
  })),
  {
    what: 'who waits for membership screening may only look',
    given: async (table) => silence(table, { pending: true }),
    sees: 'silenced',
  },
  {
    what: 'who is timed out may only look',
    given: async (table) => silence(table, { communication_disabled_until: '2999-01-01T00:00:00Z' }),
    sees: 'silenced',
  },
  {
    what: 'a time-out that is over changes nothing',
    given: async (table) => silence(table, { communication_disabled_until: '2020-01-01T00:00:00Z' }),
    sees: 'member',
  },
  {
    what: 'who was banned or left sees nothing',
    given: async ({ world }, person) => void world.people.delete(person.id),
    sees: false,
  },
  {
    what: 'a deleted channel is seen by nobody',
    who: 'ada',
    async given(table) {
      const channel = await open(table, ChannelType.GuildText)
      table.world.channels.delete(channel.id)
      await table.hear(['CHANNEL_DELETE', table.world.channel(channel)])
      return { channel: channel.id }
    },
    sees: false,
  },
  {
    what: 'a channel that never was is seen by nobody',
    who: 'ada',
    given: async () => ({ channel: '300000000000000009' }),
    sees: false,
  },
  {
    what: 'a channel in the name of another server is seen by nobody',
    who: 'ada',
    async given(table) {
      const other = '200000000000000002'
      table.world.servers.add(other)
      await table.hear(['GUILD_CREATE', { ...table.world.guild(other), channels: [], threads: [] }])
      return { space: SpaceId.parse(`discord:${other}`) }
    },
    sees: false,
  },
  {
    what: 'a server that is unavailable is seen by nobody',
    who: 'ada',
    given: (table) => table.hear(['GUILD_DELETE', { id: guildId, unavailable: true }]),
    sees: false,
  },
  {
    what: 'a server that the bot was removed from is seen by nobody',
    who: 'ada',
    given: (table) => table.hear(['GUILD_DELETE', { id: guildId }]),
    sees: false,
  },
])

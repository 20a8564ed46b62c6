import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { expect } from 'vitest'
import { type Call, encodeCall } from '../../src/chat/call.ts'
import type { Store } from '../../src/store/store.ts'
import { type Cell, relations } from '../permissions/table.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { type Channel, guildId, type Overwrite, type Person, type Sent } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import type { Connected } from './open-discord.ts'
import { rememberControl } from './remembered.ts'

const { ManageGuild, ManageMessages, ViewChannel } = PermissionFlagsBits
const otherGuild = '200000000000000002'

/**
 * A server with people of different standings, and how they call the bot from wherever they are.
 *
 * @param who Their names; the one called admin is.
 * @param managers Who of them manages the lobby, from where calls come that are made elsewhere.
 */
export function createServer<Who extends string>(
  { discord }: Connected<Running>,
  store: Store,
  { who, managers }: { readonly who: readonly Who[]; readonly managers: readonly Who[] },
) {
  const { world, gateway, people, rest, textOf, ada: keeper } = discord
  const admins = world.openRole('Admins', ManageGuild)
  gateway.send('GUILD_ROLE_CREATE', { guild_id: guildId, role: world.role(admins) })
  const persons = Object.fromEntries(who.map((name) => [name, world.join(name)])) as Record<Who, Person>
  for (const name of who) if (name === 'admin') persons[name].roles.add(admins.id)
  const directs = new Map(who.map((name) => [persons[name], discord.openDirect(persons[name])]))
  const lobby = openChannel('lobby', ...managers.map((name) => toManager(persons[name])))
  gateway.send('GUILD_CREATE', { ...world.guild(otherGuild), channels: [], threads: [] })

  function openChannel(name: string, ...overwrites: readonly Overwrite[]): Channel {
    const channel = world.openChannel(name, ChannelType.GuildText)
    channel.overwrites = overwrites
    gateway.send('CHANNEL_CREATE', world.channel(channel))
    return channel
  }

  /** A message that somebody has written there, whose controls may be any. */
  const messageIn = (channel: string): Sent => world.say(keeper, channel)

  /** What somebody is shown by the answer. What isn't for everyone is for them alone. */
  async function answerTo(asked: Asked, isPrivate: boolean, before: Sent | undefined): Promise<string> {
    await people.answered(asked)
    if (asked.form !== undefined) return asked.form.title
    const note = rest.lastHeard.get(asked.user)
    const shown = note === before ? asked.original : note
    if (shown === undefined) throw new Error('Nothing was answered')
    if (isPrivate) expect(shown.seenBy).toBe(asked.user)
    return textOf(shown)
  }

  async function make({ standing, relation }: Cell<Who>, call: Call, channel: Channel): Promise<Asked> {
    const person = persons[standing]
    const { at } = relations[relation]
    switch (at) {
      case 'there':
        return people.control(person, encodeCall(call), messageIn(channel.id))
      case 'elsewhere':
        return people.control(person, encodeCall(call), messageIn(lobby.id))
      case 'direct': {
        const code = await rememberControl(store, person, call, channel.id)
        return people.control(person, code, messageIn(directs.get(person) ?? ''))
      }
      case 'otherSpace':
        return people.controlElsewhere(person, encodeCall(call), messageIn(lobby.id), otherGuild)
    }
  }

  return {
    persons,
    openChannel,

    /** Takes a channel from all but its keeper, who owns the server. */
    hide(channel: Channel): void {
      const everyone = world.roles.get(guildId)
      if (everyone === undefined) throw new Error('There is no @everyone')
      channel.overwrites = [...(channel.overwrites ?? []), { of: everyone, deny: ViewChannel }]
      gateway.send('CHANNEL_UPDATE', world.channel(channel))
    },

    /** Puts somebody on the deny list of the server. */
    async deny(person: Person): Promise<void> {
      const asked = people.slash(keeper, 'settings deny', { add: `<@${person.id}>` }, lobby.id)
      await people.answered(asked)
      expect(JSON.stringify(asked.original?.components)).toContain(person.id)
    },

    /** Calls the bot in a channel. @returns what was answered to that person alone, or to everyone. */
    async say(person: Person, call: Call, channel: Channel): Promise<Sent | undefined> {
      const before = rest.lastHeard.get(person.id)
      const asked = people.control(person, encodeCall(call), messageIn(channel.id))
      await people.answered(asked)
      const note = rest.lastHeard.get(person.id)
      return note === before ? asked.original : note
    },

    /** Makes the call of a cell about something in that channel. @returns the words that came back. */
    async ask(
      cell: Cell<Who>,
      call: Call,
      channel: Channel,
      /** The slash command to be typed instead, where the call comes from a channel. */
      options?: Readonly<Record<string, string | boolean>>,
    ): Promise<string> {
      const person = persons[cell.standing]
      const before = rest.lastHeard.get(person.id)
      const { at } = relations[cell.relation]
      const isTyped = options !== undefined && (at === 'there' || at === 'elsewhere')
      const asked = isTyped
        ? people.slash(person, call.command, options, at === 'there' ? channel.id : lobby.id)
        : await make(cell, call, channel)
      return answerTo(asked, cell.expected !== 'allowed', before)
    },
  }
}

/** The overwrite of a channel that somebody manages. */
export const toManager = (of: Person): Overwrite => ({ of, allow: ManageMessages })

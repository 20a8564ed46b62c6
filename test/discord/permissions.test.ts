// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, encodeCall } from '../../src/chat/call.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import {
  type Cell,
  callOf,
  cellsWhere,
  isTypeable,
  once,
  type PollSetup,
  relations,
  type Standing,
  sampleOf,
  setupOf,
  verifyCells,
} from '../permissions/table.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { type Channel, guildId, type Overwrite, type Person, type Sent } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { type Connected, connectedInProcess } from './open-discord.ts'
import { rememberControl } from './remembered.ts'

const { ManageGuild, ManageMessages, ViewChannel } = PermissionFlagsBits
const otherGuild = '200000000000000002'

/** Discord has no guests. */
const cells = sampleOf(
  cellsWhere(({ standing }) => standing !== 'guest'),
  20261123,
)

/** A server with somebody of each standing, and a channel where the member, who is one elsewhere, is the manager. */
function createServer({ discord }: Connected<Running>, store: Store) {
  const { world, gateway, people, rest, textOf, ada: keeper } = discord
  const admins = world.openRole('Admins', ManageGuild)
  gateway.send('GUILD_ROLE_CREATE', { guild_id: guildId, role: world.role(admins) })
  const [admin, manager, opener, member, denied] = ['Ari', 'Mo', 'Oda', 'Mia', 'Den'].map((name) =>
    world.join(name),
  ) as [Person, Person, Person, Person, Person]
  admin.roles.add(admins.id)
  const persons = { admin, manager, opener, member, guest: member, denied } satisfies Record<Standing, Person>
  const directs = new Map(Object.values(persons).map((person) => [person, discord.openDirect(person)]))
  const lobby = openChannel('lobby', { of: member, allow: ManageMessages })
  gateway.send('GUILD_CREATE', { ...world.guild(otherGuild), channels: [], threads: [] })

  function openChannel(name: string, ...overwrites: readonly Overwrite[]): Channel {
    const channel = world.openChannel(name, ChannelType.GuildText)
    channel.overwrites = overwrites
    gateway.send('CHANNEL_CREATE', world.channel(channel))
    return channel
  }

  /** Takes a channel from all but its keeper, who owns the server. */
  function hide(channel: Channel): void {
    const everyone = world.roles.get(guildId)
    if (everyone === undefined) throw new Error('There is no @everyone')
    channel.overwrites = [...(channel.overwrites ?? []), { of: everyone, deny: ViewChannel }]
    gateway.send('CHANNEL_UPDATE', world.channel(channel))
  }

  /** A message that somebody has written there, whose controls may be any. */
  const messageIn = (channel: string): Sent => world.say(keeper, channel)

  async function press(person: Person, call: Call, channel: string): Promise<Asked> {
    const asked = people.control(person, encodeCall(call), messageIn(channel))
    await people.answered(asked)
    return asked
  }

  const openedPoll = once<{ readonly channel: Channel; readonly poll: string }>()

  async function openPoll({ key, settings, isAnonymous, isClosed, isHidden }: PollSetup) {
    const channel = openChannel('papers', { of: manager, allow: ManageMessages })
    const defaults = {
      visibility: 'names',
      closes: 'never',
      closers: 'opener',
      zone: 'UTC',
      language: 'en-GB',
    }
    await press(keeper, { command: 'settings-save', args: { ...defaults, ...settings } }, channel.id)
    const expected = isAnonymous ? { visibility: 'anonymous' } : { expect: `<@${member.id}>` }
    const asked = people.slash(opener, 'poll', { paper: key, blind: true, ...expected }, channel.id)
    await people.answered(asked)
    const poll = /poll=(p_\w+)/.exec(JSON.stringify(asked.original?.components))?.[1]
    if (poll === undefined) throw new Error('No poll was opened')
    if (isClosed) await press(keeper, { command: 'close', args: { paper: poll } }, channel.id)
    if (isHidden) hide(channel)
    return { channel, poll }
  }

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

  return {
    /** Puts somebody on the deny list of the server. */
    async deny(): Promise<void> {
      const asked = people.slash(keeper, 'settings deny', { add: `<@${denied.id}>` }, lobby.id)
      await people.answered(asked)
      expect(JSON.stringify(asked.original?.components)).toContain(denied.id)
    },

    async ask(cell: Cell, isTyped: boolean): Promise<string> {
      const setup = setupOf(cell)
      const { channel, poll } = await openedPoll(setup.key, () => openPoll(setup))
      const person = persons[cell.standing]
      const call = callOf(cell, poll)
      const before = rest.lastHeard.get(person.id)
      const isPrivate = cell.expected !== 'allowed'
      const { at } = relations[cell.relation]
      const here = at === 'there' ? channel.id : lobby.id
      const direct = directs.get(person) ?? ''
      switch (at) {
        case 'there':
        case 'elsewhere': {
          const { sure, ...args } = call.args
          const options = { ...args, ...(sure !== undefined && { sure: true }) }
          const asked =
            isTyped && isTypeable(call)
              ? people.slash(person, call.command, options, here)
              : people.control(person, encodeCall(call), messageIn(here))
          return answerTo(asked, isPrivate, before)
        }
        case 'direct': {
          const asked = people.control(
            person,
            await rememberControl(store, person, call, channel.id),
            messageIn(direct),
          )
          return answerTo(asked, isPrivate, before)
        }
        case 'otherSpace': {
          const asked = people.controlElsewhere(person, encodeCall(call), messageIn(lobby.id), otherGuild)
          return answerTo(asked, isPrivate, before)
        }
      }
    },
  }
}

describe('who may do what with a poll, on Discord', () => {
  let table: Connected<Running>
  let store: Store
  let server: ReturnType<typeof createServer>
  beforeAll(async () => {
    table = await connectedInProcess()
    store = await openStore(`sqlite:${table.database}`)
    server = createServer(table, store)
    await server.deny()
  })
  afterAll(async () => {
    await store.close()
    await table[Symbol.asyncDispose]()
  })

  verifyCells('Discord', cells, (cell) => server.ask(cell, cells.indexOf(cell) % 2 === 0), [
    'rows of guests, whom Discord does not have',
  ])

  test('nothing was out of order', () => expect(table.discord.violations).toEqual([]))
})

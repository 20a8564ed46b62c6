import { join } from 'node:path'
import { ChannelType } from 'discord.js'
import { expect } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { type Channel, channelId, guildId, type Sent } from '../platforms/discord/world.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import { wordsOfRefusal } from '../view-text.ts'
import { type Errand, personOf, placeIn, saying, startPort } from './port-alone.ts'

/** A loopback Discord with the port alone at it; `stop` and `start` it again as often as you like. */
export async function seated() {
  const directory = await temporaryDirectory()
  const discord = await startDiscord()
  const { world, rest } = discord
  const forum = world.openChannel('papers', ChannelType.GuildForum)
  const thread = world.openThread('Reading')
  const where = { api: discord.api, database: join(directory.path, 'alone.db') }
  let running = await startPort(where, world.now)
  await until(running.port.isConnected)

  const all = () => [...world.messages.values()]

  /** Waits until the bot has heard everything so far: what comes after it is answered after it. */
  async function heard(): Promise<void> {
    const data = { id: '1', name: 'grid', type: 1, options: [{ type: 1, name: 'poll', options: typing }] }
    const { people, ada } = discord
    await people.answered(people.ask(ada, { type: 4, data, isAutocomplete: true }))
  }

  return {
    discord,
    world,
    rest,
    where,
    forum,
    thread,
    place: placeIn(guildId, channelId),
    get port() {
      return running.port
    },
    get store() {
      return running.store
    },
    stop: () => running.stop(),
    /** As another process does, with what is stored. */
    async start(): Promise<void> {
      running = await startPort(where, world.now)
      await until(running.port.isConnected)
    },
    /** Takes rights away from the bot, and waits until it has heard so of the channels that it knows. */
    async forbid(...rights: readonly bigint[]): Promise<void> {
      for (const right of rights) world.own &= ~right
      const { send } = discord.gateway
      send('GUILD_ROLE_UPDATE', { guild_id: guildId, role: world.guild().roles[0] })
      for (const channel of [world.channels.get(channelId), forum])
        if (channel !== undefined) send('CHANNEL_UPDATE', world.channel(channel))
      await heard()
    },
    /** Sends events, and waits until the bot has heard them. */
    async hear(...events: readonly (readonly [name: string, data: object])[]): Promise<void> {
      for (const [name, data] of events) discord.gateway.send(name, data)
      await heard()
    },
    /** Everything that says so, wherever it is. */
    said: (words: string): readonly Sent[] => all().filter((one) => discord.textOf(one).includes(words)),
    /** The threads of a channel, in the order in which they were opened. */
    threadsOf: ({ id }: Pick<Channel, 'id'>): readonly Channel[] =>
      [...world.channels.values()].filter(({ parent }) => parent === id),
    /** The requests of a kind, as in `POST messages`. */
    asked: (method: string, ending: RegExp) =>
      rest.requests.filter((one) => one.method === method && ending.test(one.path)),
    async [Symbol.asyncDispose]() {
      await running.stop()
      await discord.close()
      await directory[Symbol.asyncDispose]()
      expect(discord.violations).toEqual([])
    },
  }
}

export type Seated = Awaited<ReturnType<typeof seated>>

/** Every kind of place that something can be said in, and what is said there. */
export const errands: readonly { readonly where: string; readonly errand: (table: Seated) => Errand }[] = [
  { where: 'in a channel', errand: ({ place }) => ({ place, view: hello, key: 'hello' }) },
  {
    where: 'in a thread',
    errand: ({ place, thread }) => ({ place: { ...place, thread: thread.id }, view: hello, key: 'hello' }),
  },
  {
    where: 'to one person alone',
    errand: ({ place, discord }) => ({ place, person: personOf(discord.ben), view: hello, key: 'hello' }),
  },
  {
    where: 'in a forum',
    errand: ({ place, forum }) => ({ place: { ...place, channel: forum.id }, view: hello, key: 'hello' }),
  },
]

/** What people are told of something that went wrong. */
export async function toldOf(running: Promise<unknown>): Promise<string> {
  const fault = await running.then(
    () => undefined,
    (fault: unknown) => fault,
  )
  if (!(fault instanceof UserError)) throw new Error('That was no mistake for people', { cause: fault })
  // With a cause it would be taken for a fault.
  expect(fault.cause).toBeUndefined()
  return wordsOfRefusal(fault)
}

const typing = [{ type: 3, name: 'paper', value: 'x', focused: true }]

const hello = saying('Hello, readers')

/** Whether a request makes a message: in a channel, or as the beginning of a thread in a forum. */
export const isPost = (method: string, path: string): boolean =>
  method === 'POST' && /^\/channels\/\d+\/(?:messages|threads)$/.test(path)

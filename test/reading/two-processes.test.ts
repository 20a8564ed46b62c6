import type { Message } from '../../src/chat/message.ts'
// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { loadCommands } from '../../commands/index.ts'
import { createApp } from '../../src/app.ts'
import { readWords } from '../../src/bot/parse-words.ts'
import type { Adapter } from '../../src/bot/platform.ts'
import { type Caller, PersonId, SpaceId } from '../../src/chat/caller.ts'
import { openStore } from '../../src/store/store.ts'
import { createMovedClock } from '../moved-clock.ts'
import { offlinePapers } from '../paper/offline.ts'
import { buttonsIn } from '../table.ts'
import { textOf } from '../view-text.ts'
import { openDiscordWorld } from './discord-world.ts'
import { startInstance } from './instance.ts'
import { createPassing } from './passing.ts'
import { quickDirectory } from './quick-directory.ts'
import type { ReadingWorld } from './reading-world.ts'
import { openSlackWorld } from './slack-world.ts'
import { createYearClock, type YearClock } from './year-clock.ts'

const minuteMs = 60_000
const many = 300

/** A chat that takes whatever is posted, as often as it is posted. */
function openChat() {
  const said: { readonly key: string; readonly text: string }[] = []
  let atWork = 0
  async function take<Result>(act: () => Result): Promise<Result> {
    atWork += 1
    // On the way others have their turn.
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    atWork -= 1
    return act()
  }
  const port: Adapter = {
    platform: 'table',
    editEvery: 2000,
    start: async () => {},
    stop: async () => {},
    isConnected: () => true,
    post: (place, view, key) =>
      take((): Message => ({ place, id: `m${said.push({ key, text: textOf(view) })}` })),
    edit: () => take(() => 'shown' as const),
    sendPrivate: (_, __, view, key) => take(() => void said.push({ key, text: textOf(view) })),
    openThread: ({ place, id }) => take(() => ({ ...place, thread: id })),
  }
  return { said, port, isAtWork: () => atWork > 0 }
}

test(`two processes with ${many} groups that meet at the same moment post every message once`, async () => {
  await using directory = await quickDirectory()
  const clock = createMovedClock('2026-11-25T16:55:00Z')
  const commands = await loadCommands()
  const chat = openChat()
  const logged: string[] = []

  async function process() {
    const store = await openStore(`sqlite:${join(directory.path, 'many.db')}`)
    const log = pino({ level: 'warn' }, { write: (line) => logged.push(line) })
    const papers = offlinePapers(store)
    const app = createApp({
      store,
      papers,
      ports: [chat.port],
      commands,
      clock,
      log,
      pageOf: () => undefined,
      random: () => 1,
    })
    await app.start()
    return {
      app,
      async [Symbol.asyncDispose]() {
        await app.stop()
        await store.close()
      },
    }
  }
  await using one = await process()
  await using _other = await process()

  async function quiet(): Promise<void> {
    for (let still = 0; still < 20; still = chat.isAtWork() ? 0 : still + 1) await setImmediate()
  }
  async function goTo(moment: string): Promise<void> {
    for (; clock.now() < Date.parse(moment); clock.advance(minuteMs / 2)) await quiet()
    await quiet()
  }
  const posts = (words: string) => chat.said.filter(({ text }) => text.includes(words))

  for (let group = 0; group < many; group++) {
    const ada: Caller = {
      person: { id: PersonId.parse('table:ada'), name: 'Ada' },
      place: { platform: 'table', space: SpaceId.parse(`table:round-${group}`), channel: 'main' },
      rank: 'manager',
    }
    const say = (words: string) => one.app.bot.handle(readWords(words, commands), ada)
    const [confirm] = buttonsIn(await say('reading schedule wed 17:00 UTC'))
    if (confirm === undefined) throw new Error('Nothing to confirm')
    await one.app.bot.handle(confirm.call, ada)
    await say('reading add "AI Control" why:because')
  }
  await goTo('2026-11-25T17:02:00Z')
  expect(posts('reads now')).toHaveLength(many)
  expect(posts('Round 1 · ')).toHaveLength(many)
  expect(new Set(chat.said.map(({ key }) => key)).size).toBe(chat.said.length)
  expect(logged).toEqual([])
})

/** A group on a platform that meets on Wednesday at 17:00, and two processes that serve it. */
async function openPair(world: ReadingWorld, clock: YearClock, database: string) {
  const commands = await loadCommands()
  const start = () => startInstance({ database, clockOf: clock.of, world, commands })
  const pair = [await start(), await start()] as const
  let live: readonly (typeof pair)[number][] = pair
  const passing = createPassing(clock, database, () => live)
  const [ada] = world.members
  if (ada === undefined) throw new Error('There is nobody')
  const say = (words: string) => pair[0].handle(readWords(words, commands), ada)
  const [confirm] = buttonsIn(await say('reading schedule wed 17:00 UTC'))
  if (confirm === undefined) throw new Error('Nothing to confirm')
  await pair[0].handle(confirm.call, ada)
  await say('reading add "AI Control" why:because')
  return {
    pair,
    goTo: (moment: string) => passing.goTo(Date.parse(moment)),
    /** From now on only those are there that are not cut off. */
    async bury(): Promise<void> {
      for (const one of pair.filter(({ lifeline }) => lifeline.isCut())) await one.cut()
      live = pair.filter(({ lifeline }) => !lifeline.isCut())
    },
    left: () => live.length,
    async [Symbol.asyncDispose]() {
      for (const one of pair)
        if (one.lifeline.isCut()) one.release()
        else await one.stop()
      passing.close()
    },
  }
}

/** Whether a line of a request posts a message. */
const isPost = (what: string) => /^POST .*(?:\/channels\/\d+\/messages|chat\.postMessage)$/.test(what)

const worlds = { Discord: openDiscordWorld, Slack: openSlackWorld }
const messages = [
  ['the session’s message', 1],
  ['the poll', 2],
] as const

describe.each(Object.entries(worlds))(
  'on %s, what was taken from a process that died before it knew',
  (_, open) => {
    test.each(messages)('is not posted again by another: %s', async (_, nth) => {
      using clock = createYearClock('2026-11-25T16:30:00Z')
      await using directory = await quickDirectory()
      await using world = await open()
      await using table = await openPair(world, clock, join(directory.path, 'pair.db'))
      const { pair, goTo, bury, left } = table
      const texts = () => world.seen().map(({ text }) => text)
      await goTo('2026-11-25T16:59:00Z')
      let posted = 0
      const isLast = (what: string) => isPost(what) && ++posted === nth
      for (const { lifeline } of pair) lifeline.cutAt({ isLast, isMade: true })
      expect(await goTo('2026-11-25T17:01:00Z')).toBe('cut')
      await bury()
      expect(left()).toBe(1)
      expect(texts().filter((text) => /reads now|Round 1 · /.test(text))).toHaveLength(nth)
      expect(await goTo('2026-11-25T17:15:00Z')).toBe('there')
      expect(texts().filter((text) => text.includes('reads now'))).toHaveLength(1)
      expect(texts().filter((text) => text.includes('Round 1 · '))).toHaveLength(1)
      expect(world.violations).toEqual([])
    })
  },
)

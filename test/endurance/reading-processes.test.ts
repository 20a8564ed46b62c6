// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCommands } from '../../commands/index.ts'
import { manyGroupsTest } from '../processes/many-groups.ts'
import { readRun } from '../read-run.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { buttonsIn } from '../test-bot.ts'
import { createTimeAdvancer } from './advance-time.ts'
import { openDiscordWorld } from './discord-world.ts'
import { startInstance } from './instance.ts'
import type { ReadingWorld } from './reading-world.ts'
import { openSlackWorld } from './slack-world.ts'
import { createYearClock, type YearClock } from './year-clock.ts'

manyGroupsTest(60)

/** A group on a platform that meets on Wednesday at 17:00, and two processes that serve it. */
async function openPair(world: ReadingWorld, clock: YearClock, database: string) {
  const commands = await loadCommands()
  const start = () => startInstance({ database, clockOf: clock.of, world, commands })
  const pair = [await start(), await start()] as const
  let live: readonly (typeof pair)[number][] = pair
  const time = createTimeAdvancer(clock, database, () => live)
  const [ada] = world.members
  if (ada === undefined) throw new Error('There is nobody')
  const say = (words: string) => pair[0].handle(readRun(words, commands), ada)
  const [confirm] = buttonsIn(await say('reading schedule wed 17:00 UTC'))
  if (confirm === undefined) throw new Error('Nothing to confirm')
  await pair[0].handle(confirm.call, ada)
  await say('reading add "AI Control" why:because')
  return {
    pair,
    goTo: (moment: string) => time.goTo(Date.parse(moment)),
    /** From now on only those are there that are not cut off. */
    async bury(): Promise<void> {
      for (const one of pair.filter(({ killSwitch }) => killSwitch.isCut())) await one.cut()
      live = pair.filter(({ killSwitch: lifeline }) => !lifeline.isCut())
    },
    left: () => live.length,
    async [Symbol.asyncDispose]() {
      for (const one of pair)
        if (one.killSwitch.isCut()) one.release()
        else await one.stop()
      time.close()
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
      await using directory = await temporaryDirectory()
      await using world = await open()
      await using table = await openPair(world, clock, join(directory.path, 'pair.db'))
      const { pair, goTo, bury, left } = table
      const texts = () => world.seen().map(({ text }) => text)
      await goTo('2026-11-25T16:59:00Z')
      let posted = 0
      const isLast = (what: string) => isPost(what) && ++posted === nth
      for (const { killSwitch } of pair) killSwitch.cutAt({ isLast, isMade: true })
      expect(await goTo('2026-11-25T17:01:00Z')).toBe('cut')
      await bury()
      expect(left()).toBe(1)
      expect(texts().filter((text) => /session has started|Round 1 · /.test(text))).toHaveLength(nth)
      expect(await goTo('2026-11-25T17:15:00Z')).toBe('there')
      expect(texts().filter((text) => text.includes('session has started'))).toHaveLength(1)
      expect(texts().filter((text) => text.includes('Round 1 · '))).toHaveLength(1)
      expect(world.violations).toEqual([])
    })
  },
)

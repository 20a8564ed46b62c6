import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { loadCommands } from '../../commands/index.ts'
import { createApp } from '../../src/app.ts'
import type { Adapter } from '../../src/bot/platform.ts'
import { type Caller, PersonId, SpaceId } from '../../src/chat/caller.ts'
import type { Message } from '../../src/chat/message.ts'
import { toLimits } from '../../src/config.ts'
import { createMetrics } from '../../src/metrics.ts'
import { openStore } from '../../src/store/store.ts'
import { createFakeClock } from '../fake-clock.ts'
import { offlinePapers } from '../paper/offline.ts'
import { readRun } from '../read-run.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { buttonsIn } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

const minuteMs = 60_000

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
    canSee: async () => 'member',
    post: (place, view, key) =>
      take((): Message => ({ place, id: `m${said.push({ key, text: textOf(view) })}` })),
    edit: () => take(() => 'shown' as const),
    sendPrivate: (_, place, view, key) =>
      take((): Message => ({ place, id: `m${said.push({ key, text: textOf(view) })}` })),
    openThread: ({ place, id }) => take(() => ({ ...place, thread: id })),
  }
  return { said, port, isAtWork: () => atWork > 0 }
}

/** Two processes, and that many groups that meet at the same moment. */
export const manyGroupsTest = (many: number) =>
  test(`two processes with ${many} groups that meet at the same moment post every message once`, async () => {
    await using directory = await temporaryDirectory()
    const clock = createFakeClock('2026-11-25T16:55:00Z')
    const commands = await loadCommands()
    const chat = openChat()
    const logged: string[] = []

    async function process() {
      const store = await openStore(`sqlite:${join(directory.path, 'many.db')}`)
      const log = pino({ level: 'warn' }, { write: (line) => logged.push(line) })
      const papers = offlinePapers(store)
      const app = createApp({
        metrics: createMetrics(),
        store,
        papers,
        ports: [chat.port],
        commands,
        clock,
        log,
        pageOf: () => undefined,
        limits: toLimits({ LIMITS: 'off' }),
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
      const say = (words: string) => one.app.bot.handle(readRun(words, commands), ada)
      const [confirm] = buttonsIn(await say('reading schedule wed 17:00 UTC'))
      if (confirm === undefined) throw new Error('Nothing to confirm')
      await one.app.bot.handle(confirm.call, ada)
      await say('reading add "AI Control" why:because')
    }
    await goTo('2026-11-25T17:02:00Z')
    expect(posts('session has started')).toHaveLength(many)
    expect(posts('Round 1 · ')).toHaveLength(many)
    expect(new Set(chat.said.map(({ key }) => key)).size).toBe(chat.said.length)
    expect(logged).toEqual([])
  })

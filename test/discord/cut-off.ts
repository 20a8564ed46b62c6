import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { createAdapter } from '../../adapters/discord/connect.ts'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import { loadCommands } from '../../commands/index.ts'
import type { Clock } from '../../src/time/clock.ts'
import { startInstance } from '../endurance/instance.ts'
import type { KillSwitch } from '../endurance/kill-switch.ts'
import { createFakeClock } from '../fake-clock.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { token } from '../platforms/discord/world.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { storyOf } from './storyteller.ts'

const [stepMs, pauseMs] = [100, 5]

interface Cut {
  /** How many changes, in the store or at Discord, are made before it; or at the first one after Discord was told. */
  readonly after: number | 'acknowledgement'
  /** Whether the change at which it is cut still arrives. */
  readonly isMade: boolean
}

/**
 * Somebody opens a poll, and the bot is cut off in the middle. Another one takes its place, some time later.
 *
 * @param laterMs By the clock of the bot.
 * @returns what there is in the end; `undefined` if the poll was opened with fewer changes.
 */
export async function openPollCutOff({ after, isMade }: Cut, laterMs = 0) {
  await using directory = await temporaryDirectory()
  const discord = await startDiscord()
  const { people, ada, ben, rest, gateway } = discord
  const story = storyOf({ discord })
  const database = join(directory.path, 'cut.db')
  const clock = createFakeClock(new Date().toISOString())
  const commands = await loadCommands()
  const start = () =>
    startInstance({
      ...{ database, commands },
      clockOf(killSwitch) {
        const pause: Clock['pause'] = (ms, signal) => pauseOf(killSwitch, ms, signal)
        return { now: clock.now, pause, limit: pause }
      },
      world: {
        ...{
          platform: 'discord',
          origin: new URL(discord.api).origin,
          members: [],
          seen: () => [],
          violations: [],
        },
        open: (origin, house) =>
          createAdapter(
            { ...readSettings({ DISCORD_API_URL: `${origin}/api` }), DISCORD_TOKEN: token },
            house,
            clock,
          ),
        async [Symbol.asyncDispose]() {},
      },
    })
  /** Of whoever is cut off, no pause ends. */
  const pauseOf = ({ isCut }: KillSwitch, ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => void clock.pause(ms, signal).then(() => isCut() || resolve()))
  const first = await start()
  let running = first
  /** The clock stands still while something is under way: on a busy machine, it would run ahead of what is done. */
  const goOn = async (isOver: () => boolean) => {
    while (!isOver()) {
      if (running.killSwitch.underWay() === 0) clock.advance(stepMs)
      await setTimeout(pauseMs)
    }
  }

  await rest.until(() => rest.commands.length > 0 && gateway.isConnected())
  let changes = 0
  const asked = people.slash(ada, 'poll', { paper: 'A paper' })
  const isAcknowledged = () => asked.type !== undefined
  first.killSwitch.cutAt({
    isLast: (what) =>
      (what === 'store' || /callback|messages|webhooks/.test(what)) &&
      (after === 'acknowledgement' ? isAcknowledged() : changes++ === after),
    isMade,
  })
  const isPosted = () => isAcknowledged() && story.posted().length > 0
  // Between Discord's response and the next change nothing is under way either.
  const isDone = () => first.killSwitch.underWay() === 0 && requestsIn(database).length === 0
  await goOn(() => first.killSwitch.isCut() || (isPosted() && isDone()))
  const wasCut = first.killSwitch.isCut()
  first.killSwitch.cut()
  // What it has told Discord may be on its way.
  for (let turn = 0; turn < 100; turn += 1) await setImmediate()
  gateway.drop({ forgets: true })
  clock.advance(laterMs)

  const second = await start()
  running = second
  await rest.until(() => gateway.isConnected())
  await goOn(() => second.killSwitch.underWay() === 0 && requestsIn(database).length === 0)
  if (story.posted().length > 0) {
    const poll = await story.appears('A paper')
    const pressed = people.press(ben, 'Cog · Worst', poll)
    await goOn(() => pressed.isAnswered && discord.textOf(poll).includes('1 vote'))
  }
  const polls = story.posted().length
  first.release()
  await Promise.all([second.stop(), goOn(() => second.killSwitch.underWay() === 0)])
  await discord.close()
  expect(discord.violations).toEqual([])
  return wasCut ? { wasAcknowledged: isAcknowledged(), polls } : undefined
}

const requestsIn = (database: string): readonly string[] =>
  rowsOf(database).filter((row) => row.startsWith('discord-request '))

import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { createAdapter } from '../../adapters/slack/connect.ts'
import { readSettings } from '../../adapters/slack/setup/settings.ts'
import { loadCommands } from '../../commands/index.ts'
import type { Clock } from '../../src/time/clock.ts'
import { startInstance } from '../endurance/instance.ts'
import type { KillSwitch } from '../endurance/kill-switch.ts'
import { createFakeClock } from '../fake-clock.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { settingsFor } from './open-slack.ts'
import { tableOf } from './table.ts'

const [stepMs, pauseMs] = [100, 5]

interface Cut {
  /** How many changes, in the store or at Slack, are made before it; or at the first one after Slack was told. */
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
  const slack = await startSlack()
  slack.fileReadyAfter = 0
  const { people, home } = slack
  const { appears, posted } = tableOf({ slack })
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
        ...{ platform: 'slack', origin: slack.origin, members: [], seen: () => [], violations: [] },
        open(origin, house) {
          const settings = readSettings({
            ...settingsFor(slack, 'socket'),
            SLACK_API_URL: slack.api.replace(slack.origin, origin),
          })
          if (settings === undefined) throw new Error('Slack is not configured')
          return createAdapter(settings, house, clock).port
        },
        async [Symbol.asyncDispose]() {},
      },
    })
  /** Of whoever is cut off, no pause ends. */
  const pauseOf = ({ isCut }: KillSwitch, ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => void clock.pause(ms, signal).then(() => isCut() || resolve()))
  const goOn = async (isOver: () => boolean) => {
    while (!isOver()) {
      clock.advance(stepMs)
      await setTimeout(pauseMs)
    }
  }

  const first = await start()
  await slack.sockets.waitFor(2)
  const asked = people.slash(home.ada, 'poll A paper')
  const isAcknowledged = () => asked.ackedAt !== undefined
  let changes = 0
  first.killSwitch.cutAt({
    isLast: (what) =>
      (what === 'store' || what.includes('chat.')) &&
      (after === 'acknowledgement' ? isAcknowledged() : changes++ === after),
    isMade,
  })
  const isPosted = () => isAcknowledged() && posted().length > 0
  // Between Slack's response and the next change nothing is under way either.
  const isDone = () => first.killSwitch.underWay() === 0 && requestsIn(database).length === 0
  await goOn(() => first.killSwitch.isCut() || (isPosted() && isDone()))
  const wasCut = first.killSwitch.isCut()
  first.killSwitch.cut()
  // What it has told Slack may be on its way.
  for (let turn = 0; turn < 100; turn += 1) await setImmediate()
  slack.sockets.drop()
  clock.advance(laterMs)

  const second = await start()
  await slack.sockets.waitFor(2)
  await goOn(() => second.killSwitch.underWay() === 0 && requestsIn(database).length === 0)
  const isThere = posted().length > 0
  if (isThere) {
    const board = await appears('A paper')
    const pressed = people.press(home.ben, 'Cog · Worst', board)
    await goOn(() => pressed.isAnswered && slack.textOf(board).includes('1 vote'))
  }
  const polls = posted().length
  first.release()
  await Promise.all([second.stop(), goOn(() => second.killSwitch.underWay() === 0)])
  await slack.close()
  expect(slack.violations.filter((one) => !one.includes('never acknowledged'))).toEqual([])
  return wasCut ? { wasAcknowledged: isAcknowledged(), polls } : undefined
}

const requestsIn = (database: string): readonly string[] =>
  rowsOf(database).filter((row) => row.startsWith('slack-request '))

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import type { Clock } from '../../src/time/clock.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import { settingsFor } from '../slack/open-slack.ts'
import {
  advanceTime,
  callsOf,
  hourMs,
  isGreeting,
  mistakeOf,
  opened,
  outage,
  personIn,
  placeOf,
  thrownBy,
  view,
} from '../slack/port/processes.ts'
import { expiriesOf, rowsOf } from '../store/rows.ts'

/** How long a job is kept for whoever has claimed it. */
const leaseMs = 120_000

test('what was sent is known for three days, by a digest that names nobody', async () => {
  await using table = await opened()
  const { home, open, database } = table
  await using port = await open()
  const before = Date.now()
  await port.sendPrivate(personIn(home, home.ben), placeOf(home.general), view, 'key')
  const message = await port.post(placeOf(home.general), view, 'key')
  expect(port.postedAt?.(message)).toBeGreaterThanOrEqual(before)
  expect(port.postedAt?.(message)).toBeLessThanOrEqual(Date.now())
  const expiries = expiriesOf(database, 'slack-post')
  expect(expiries).toHaveLength(2)
  expect(Math.min(...expiries)).toBeGreaterThanOrEqual(before + 3 * 86_400_000)
  expect(Math.max(...expiries)).toBeLessThanOrEqual(Date.now() + 3 * 86_400_000)
  const records = rowsOf(database).filter((row) => row.startsWith('slack-post'))
  expect(records.filter((row) => row.includes(home.ben.id))).toEqual([])
})

describe('a message is posted once', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('when the process is killed after it has arrived and before that is known', async () => {
    await using table = await opened()
    const { slack, home, database, open } = table
    const shown = () => home.shownIn(home.general).map(({ ts }) => ts)
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'hold' : undefined))
    const program = join(import.meta.dirname, '../slack/port/posting-process.ts')
    const { space, channel } = placeOf(home.general)
    const killed = spawn(process.execPath, [program, database, space, channel, 'key'], {
      env: { PATH: process.env.PATH, ...settingsFor(slack, 'http') },
    })
    await slack.until(() => shown().length > 0)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    slack.makeTrouble(() => undefined)
    // Nobody knows that it was killed until its call would be over.
    const clock = createFakeClock(new Date().toISOString())
    await using port = await open(clock)
    const { id } = await advanceTime(clock, port.post(placeOf(home.general), view, 'key'))
    expect(shown()).toEqual([id])
    expect((await port.post(placeOf(home.general), view, 'key')).id).toBe(id)
    expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1)
  })

  test.each([
    ['an hour', hourMs],
    // A recap may be posted from a day after a session until seven days after it.
    ['six days', 6 * 24 * hourMs],
  ])(
    'when its answer is lost, nobody can look, and another process tries again %s later',
    async (_, laterMs) => {
      await using table = await opened()
      const { slack, home, open } = table
      const clock = createFakeClock('2026-11-23T12:00:00Z')
      const place = placeOf(home.general)
      slack.makeTrouble((method) => {
        if (isGreeting(method)) return undefined
        return method === 'chat.postMessage' ? 'lose' : outage
      })
      await using first = await open(clock)
      const begun = clock.now()
      const fault = await thrownBy(advanceTime(clock, first.post(place, view, 'key')))
      expect(fault).not.toBeInstanceOf(UserError)
      expect(clock.now() - begun).toBeLessThan(leaseMs)
      const sent = home.shownIn(home.general).map(({ ts }) => ts)
      expect(sent).toHaveLength(1)
      slack.makeTrouble(() => undefined)

      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + laterMs })
      for (let i = 0; i < 450; i++) slack.people.say(home.ben, `Meanwhile ${i}`)
      await using second = await open()
      expect((await second.post(place, view, 'key')).id).toBe(sent[0])
      expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1)
    },
  )

  test('when two processes are asked for it at once, and when one is asked twice', async () => {
    await using table = await opened()
    const { home, open } = table
    await using one = await open()
    await using other = await open()
    const place = placeOf(home.general)
    const messages = await Promise.all([one, other, one].map((port) => port.post(place, view, 'key')))
    expect(home.shownIn(home.general)).toHaveLength(1)
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1)
  })

  test('when nobody may look whether it has arrived: the scope that is missing is named', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    await using port = await open()
    home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'channels:history')
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'lose' : undefined))
    const post = () => mistakeOf(port.post(placeOf(home.general), view, 'key'))
    expect(await post()).toMatch(/channels:history.*add the scope channels:history/)
    slack.makeTrouble(() => undefined)
    expect(await post()).toContain('channels:history')
    expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1)
    expect(new Set(slack.violations.splice(0))).toEqual(
      new Set(['conversations.history: the token lacks channels:history']),
    )
  })

  test('and is no mistake of anybody while Slack can’t take it', async () => {
    await using table = await opened()
    const { slack, home, open } = table
    const clock = createFakeClock('2026-11-23T12:00:00Z')
    await using port = await open(clock)
    slack.makeTrouble((method) => (isGreeting(method) ? undefined : outage))
    const fault = await thrownBy(advanceTime(clock, port.post(placeOf(home.general), view, 'key')))
    expect(fault).not.toBeInstanceOf(UserError)
    expect(home.shownIn(home.general)).toEqual([])
  })
})

describe('messages to many channels at once', () => {
  const channelsOf = ({ home }: Slack, count: number) =>
    Array.from({ length: count }, (_, i) => home.openChannel(`group-${i}`, { kind: 'public' }))

  /** Posts in each of them at once. @returns how many messages each has then. */
  async function postInEach(
    { slack, open }: Awaited<ReturnType<typeof opened>>,
    count: number,
    clock?: Clock,
  ) {
    await using port = await open(clock)
    const channels = channelsOf(slack, count)
    await Promise.all(channels.map((channel) => port.post(placeOf(channel), view, 'key')))
    return channels.map((channel) => slack.home.shownIn(channel).length)
  }

  test('all arrive, and none waits for the pace of another channel', async () => {
    await using table = await opened()
    // Time stands still: whoever waited for a pace would wait for ever.
    const clock = createFakeClock(new Date().toISOString())
    expect(await postInEach(table, 300, clock)).toEqual(Array(300).fill(1))
  })

  test('arrive once each while every third call is told to wait', async () => {
    await using table = await opened()
    let calls = 0
    table.slack.makeTrouble((method) => {
      if (method !== 'chat.postMessage') return undefined
      calls += 1
      return calls % 3 === 0 ? { status: 429, retryAfter: 1 } : undefined
    })
    expect(await postInEach(table, 18)).toEqual(Array(18).fill(1))
  })
})

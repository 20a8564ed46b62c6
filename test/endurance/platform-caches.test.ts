import { once } from 'node:events'
import { createServer } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { toClientOptions } from '../../adapters/discord/client/client-options.ts'
import { createReceipts as createDiscordReceipts } from '../../adapters/discord/sending/receipts.ts'
import { createProfiles } from '../../adapters/slack/client/profiles.ts'
import { createHome } from '../../adapters/slack/handling/home.ts'
import { createPrompts } from '../../adapters/slack/handling/prompts.ts'
import { createReceipts as createSlackReceipts } from '../../adapters/slack/handling/receipts.ts'
import type { PersonId } from '../../src/chat/caller.ts'
import { maxPending } from '../../src/limits.ts'
import { createLog } from '../../src/log.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryStore } from '../store/stored.ts'

const clock = createFakeClock('2026-12-01T12:00:00Z')
const log = createLog('silent', false)
const max = 10_000
const person = (number: number) => `slack:T0HOME.U${number}` as PersonId

describe('what is remembered of people on Slack is bounded: the latest, of 10,000', () => {
  test('direct messages that have begun', async () => {
    let asked = 0
    const workspace = {
      team: 'T0HOME',
      async call() {
        asked += 1
        return { messages: [{}] }
      },
    }
    const { show } = createPrompts({ isAgent: false } as unknown as Parameters<typeof createPrompts>[0])
    const open = (number: number) =>
      show({ workspace, actor: { user: 'U0', channel: `D${number}` } } as unknown as Parameters<
        typeof show
      >[0])
    for (let number = 0; number <= max; number += 1) await open(number)
    expect(asked).toBe(max + 1)
    await open(max)
    expect(asked).toBe(max + 1)
    await open(0)
    expect(asked).toBe(max + 2)
  })

  test('notes that can be taken away', async () => {
    const taken: (string | undefined)[] = []
    const server = createServer((request, response) => {
      taken.push(request.url)
      response.end('ok')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const at = server.address()
    if (at === null || typeof at === 'string') throw new Error('The server has no port')
    const apiUrl = `http://127.0.0.1:${at.port}`
    const receipts = createSlackReceipts({ apiUrl, now: clock.now, log })
    type Pressed = Parameters<typeof receipts.keep>[0]
    const call = { command: 'vote', args: { poll: 'p_0123456789' } }
    const press = (number: number, onNote: boolean) =>
      ({
        workspace: { team: 'T0HOME' },
        actor: { user: `U${number}`, onNote, responseUrl: `${apiUrl}/note-${number}` },
      }) as unknown as Pressed
    for (let number = 0; number <= max; number += 1) receipts.keep(press(number, true), call)
    for (const number of [0, 1, max]) await receipts.removeEarlier(press(number, false), call)
    expect(taken).toEqual(['/note-1', `/note-${max}`])
    server.close()
  })

  test('names that came with what people did', async () => {
    await using temporary = await temporaryStore()
    const { hear, nameOf } = createProfiles({
      ...{ store: temporary.store, clock, log },
    } as unknown as Parameters<typeof createProfiles>[0])
    for (let number = 0; number <= max; number += 1) hear(person(number), `Reader ${number}`)
    expect([0, 1, max].map((number) => nameOf(person(number)))).toEqual(['U0', 'Reader 1', `Reader ${max}`])
  })

  test('App Homes that follow the votes of their people', async () => {
    type Deps = Parameters<typeof createHome>[0]
    const workspace = { team: 'T0HOME', call: async () => ({ channels: [] }) }
    const home = createHome({
      bot: () => ({ handle: async () => ({ kind: 'shown', view: { summary: '', parts: [] } }) }),
      controlStore: { createWriter: () => ({ encodeControl: () => '', save: async () => {} }) },
      callerReader: {
        readCaller: async (_: unknown, { user }: { user: string }) => ({
          person: { id: `slack:T0HOME.${user}` },
          place: { platform: 'slack', space: 'slack:T0HOME', channel: 'C0' },
        }),
      },
      refusedBlocks: { has: () => false },
      workspaces: { find: async () => undefined },
      inFlight: { add() {} },
      ...{ clock, log },
    } as unknown as Deps)
    type Shown = Parameters<typeof home.show>
    const show = (number: number) =>
      home.show(workspace as unknown as Shown[0], { user: `U${number}` } as Shown[1])
    for (let number = 0; number <= maxPending.homes; number += 1) await show(number)
    const before = clock.endingIn(5000)
    home.updateHome(person(0))
    await setImmediate()
    expect(clock.endingIn(5000)).toBe(before)
    home.updateHome(person(maxPending.homes))
    await setImmediate()
    expect(clock.endingIn(5000)).toBe(before + 1)
    home.stop()
  })
})

describe('what is remembered of people on Discord is bounded', () => {
  /** Private answers, and what became of them. */
  function answering() {
    const done: string[] = []
    let sent = 0
    const rest = {
      async post() {
        done.push('sent')
        sent += 1
        return { id: `${sent}` }
      },
      patch: async (route: string) =>
        void done.push(decodeURIComponent(route).endsWith('@original') ? 'changed in place' : 'changed'),
      delete: async () => void done.push('removed'),
    }
    const payloads = { createPayload: async () => ({ payload: { body: {} }, isComplete: true }) }
    type Deps = Parameters<typeof createDiscordReceipts>[0]
    const receipts = createDiscordReceipts({ rest, payloads, now: clock.now } as unknown as Deps)
    /** The latest message of the channel. */
    let channel: { lastMessageId: string } | null = null
    const pressed = (user: number, message: number) => ({
      ...{ applicationId: '1', token: 'token', guildId: '1', channelId: '1', channel },
      user: { id: `${user}` },
      message: { id: `${message}` },
    })
    const view = { summary: '', parts: [] }
    return {
      done,
      press: (user: number, message: number, poll?: string) =>
        receipts.show(pressed(user, message), view, { poll }),
      /** Somebody presses on their private answer. */
      pressOn: (user: number, answer: number) => receipts.onChanged(pressed(user, answer)),
      /** What people write below their answers puts them out of sight, or no more. */
      goOn(isGoingOn: boolean) {
        channel = isGoingOn ? { lastMessageId: `${10 * max}` } : null
      },
    }
  }

  test('private answers that can be changed: 10,000', async () => {
    const { press, done } = answering()
    for (let number = 0; number <= max; number += 1) await press(number, 1, 'poll')
    done.length = 0
    for (const number of [1, max, 0]) await press(number, 1, 'poll')
    expect(done).toEqual(['changed', 'changed', 'sent'])
  })

  test('which of them a message is: 10,000', async () => {
    const { press, pressOn, goOn, done } = answering()
    goOn(true)
    for (let number = 0; number <= max; number += 1) await press(1, 1, 'poll')
    goOn(false)
    done.length = 0
    for (const answer of [1, 2, max + 1]) {
      pressOn(1, answer)
      await press(1, 1, 'poll')
    }
    expect(done).toEqual(['changed', 'changed in place', 'changed in place'])
  })

  test('which poll a message is about: 10,000', async () => {
    const { press, done } = answering()
    for (let number = 0; number <= max; number += 1) await press(1, number, 'poll')
    done.length = 0
    // A refusal doesn't say what it is about.
    for (const message of [max, 1, 0]) await press(1, message)
    expect(done).toEqual(['changed', 'changed', 'sent'])
  })

  test.each(['UserManager', 'GuildMemberManager'] as const)('what discord.js keeps in a %s: 200', (name) => {
    const { makeCache } = toClientOptions({
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
      DISCORD_SHARDS: {},
      DISCORD_MEMBERS_INTENT: true,
    })
    type Manager = Parameters<NonNullable<typeof makeCache>>[0]
    const manager = { name } as unknown as Manager
    const cache = makeCache?.(manager, {} as never, manager) as Map<string, unknown> | undefined
    const own = { id: '0', client: { user: { id: '0' } } }
    for (let id = 0; id <= 200; id += 1) cache?.set(`${id}`, { ...own, id: `${id}` })
    expect(cache?.size).toBe(200)
    expect([cache?.has('0'), cache?.has('1'), cache?.has('200')]).toEqual([true, false, true])
  })
})

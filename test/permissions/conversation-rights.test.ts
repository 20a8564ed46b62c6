import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Call } from '../../src/chat/call.ts'
import { SpaceId } from '../../src/chat/caller.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { type Cell, once, readCells, readWaiting, relations, verifyCells } from './table.ts'

const Standing = z.enum(['admin', 'manager', 'member', 'guest', 'denied'])
type Standing = z.infer<typeof Standing>

const defaults = { visibility: 'names', closes: 'never', closers: 'opener', zone: 'UTC', language: 'en-GB' }

/** How each command is called in a channel; only a nomination can name another, by its group. */
const calls: Readonly<Record<string, (group: string) => Call>> = {
  poll: () => ({ command: 'poll', args: { paper: 'arXiv:2204.05862' } }),
  place: () => ({ command: 'place', args: { text: 'https://arxiv.org/abs/2204.05862' } }),
  'reading add': (group) => ({ command: 'reading add', args: { paper: 'The one', why: 'because', group } }),
  settings: () => ({ command: 'settings', args: {} }),
  'settings-save': () => ({ command: 'settings-save', args: defaults }),
  'settings audit': () => ({ command: 'settings audit', args: {} }),
  'settings deny': () => ({ command: 'settings deny', args: {} }),
  'settings managers': () => ({ command: 'settings managers', args: {} }),
  import: () => ({ command: 'import', args: {} }),
  'export all': () => ({ command: 'export', args: { paper: 'all' } }),
}

const isCallable = (command: string): boolean => calls[command] !== undefined

const cells = readCells('conversation', Standing, isCallable).filter(
  ({ command, relation }) => relation === 'same' || command === 'reading add',
)

const waiting = [
  ...readWaiting('conversation', isCallable),
  'every other command from elsewhere: its call names no other channel',
]

const ranks = {
  admin: 'admin',
  manager: 'manager',
  member: 'member',
  guest: 'guest',
  denied: 'member',
} as const

const places = {
  elsewhere: { channel: 'main' },
  direct: { channel: 'direct' },
  otherSpace: { channel: 'main', space: SpaceId.parse('table:other') },
} as const

/** Sets up a channel with these settings and a group of its name. @returns the group's id. */
async function furnish(table: TestBot, channel: string, settings: Readonly<Record<string, string>>) {
  const keeper = table.as('Keeper', 'admin', { channel })
  await keeper.submit(await keeper.press(await keeper.type('settings'), 'Change…'), settings)
  await keeper.press(await keeper.type(`reading schedule wed 17:00 UTC group:${channel}`), 'Confirm')
  return /g_[a-z0-9]{10}/.exec(JSON.stringify(await keeper.type('reading list')))?.[0] ?? ''
}

describe('who may do what in a channel', () => {
  let table: TestBot
  const furnished = once<{ readonly channel: string; readonly group: string }>()
  let channels = 0
  beforeAll(async () => {
    table = await startTestBot()
    table.as('denied')
    await table.as('Keeper', 'admin').type('settings deny add:table:denied')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  async function ask({ command, standing, relation, settings }: Cell<Standing>): Promise<string> {
    const { at, isHidden } = relations[relation]
    const { channel, group } = await furnished(JSON.stringify([settings, isHidden]), async () => {
      const channel = `papers-${channels++}`
      return { channel, group: await furnish(table, channel, settings) }
    })
    const there = table.as(standing, ranks[standing], { channel })
    if (isHidden) table.hide(channel, standing)
    const caller = at === 'there' ? there : table.as(standing, 'admin', places[at])
    const call = calls[command]?.(group)
    if (call === undefined) throw new Error(`${command} can't be called`)
    return wordsOf(await caller.ask(call))
  }

  verifyCells('core, channels', cells, ask, waiting)

  test('no row is lost', () => expect(cells).toHaveLength(115))
})

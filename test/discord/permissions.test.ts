// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'
import { createFakeClock } from '../fake-clock.ts'
import {
  callOf,
  cellsWhere,
  isShownFromReminder,
  isTypeable,
  type PollCell,
  type PollSetup,
  type Standing,
  setupOf,
  waiting,
} from '../permissions/poll-cells.ts'
import { fewOf, once, verifyCells } from '../permissions/table.ts'
import type { Channel } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { type Connected, connectedByClock } from './open-discord.ts'
import { createServer, toManager } from './standings.ts'

/** Discord has no guests. */
const cells = fewOf(
  cellsWhere((cell) => cell.standing !== 'guest' && !isShownFromReminder(cell)),
  20261123,
)

/** A server with somebody of each standing, and their polls. */
function createPolls(table: Connected<Running>, store: Store) {
  const { people, ada: keeper } = table.discord
  const server = createServer<Standing>(table, store, {
    who: ['admin', 'manager', 'opener', 'member', 'denied'],
    managers: ['member'],
  })
  const { persons } = server
  const openedPoll = once<{ readonly channel: Channel; readonly poll: string }>()

  async function openPoll({ key, settings, isAnonymous, isClosed, isHidden }: PollSetup) {
    const channel = server.openChannel('papers', toManager(persons.manager))
    const defaults = {
      visibility: 'names',
      closes: 'never',
      closers: 'opener',
      zone: 'UTC',
      language: 'en-GB',
    }
    await server.say(keeper, { command: 'settings-save', args: { ...defaults, ...settings } }, channel)
    const expected = isAnonymous ? { visibility: 'anonymous' } : { expect: `<@${persons.member.id}>` }
    const asked = people.slash(
      persons.opener,
      'poll',
      { paper: `Paper ${key}`, blind: true, ...expected },
      channel.id,
    )
    await people.answered(asked)
    const poll = /poll=(p_\w+)/.exec(JSON.stringify(asked.original?.components))?.[1]
    if (poll === undefined) throw new Error('No poll was opened')
    if (isClosed) await server.say(keeper, { command: 'close', args: { paper: poll, sure: 'yes' } }, channel)
    if (isHidden) server.hide(channel)
    return { channel, poll }
  }

  return {
    deny: () => server.deny(persons.denied),

    async ask(cell: PollCell, isTyped: boolean): Promise<string> {
      const setup = setupOf(cell)
      const { channel, poll } = await openedPoll(setup.key, () => openPoll(setup))
      const call = callOf(cell, poll)
      const { sure, ...args } = call.args
      const options = { ...args, ...(sure !== undefined && { sure: true }) }
      return server.ask(cell, call, channel, isTyped && isTypeable(call) ? options : undefined)
    },
  }
}

describe('who may do what with a poll, on Discord', () => {
  let table: Connected<Running>
  let store: Store
  let polls: ReturnType<typeof createPolls>
  beforeAll(async () => {
    // An answer that comes late is another message, and a busy machine is late.
    table = await connectedByClock(createFakeClock('2026-11-23T12:00:00Z'), {
      env: { PUBLIC_URL: 'https://grid.example' },
    })
    store = await openStore(`sqlite:${table.database}`)
    polls = createPolls(table, store)
    await polls.deny()
  })
  afterAll(async () => {
    await store.close()
    await table[Symbol.asyncDispose]()
  })

  verifyCells('Discord', cells, (cell) => polls.ask(cell, cells.indexOf(cell) % 2 === 0), [
    'rows of guests, whom Discord does not have',
    'show from a reminder, which has no such button',
    ...waiting,
  ])

  test('nothing was out of order', () => expect(table.discord.violations).toEqual([]))
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rank } from '../../src/chat/caller.ts'
import { SpaceId } from '../../src/chat/caller.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { callOf, cellsWhere, type PollCell, type PollSetup, setupOf, waiting } from './poll-cells.ts'
import { once, relations, verifyCells } from './table.ts'

const cells = cellsWhere(() => true)

const ranks: Readonly<Record<PollCell['standing'], Rank>> = {
  admin: 'admin',
  manager: 'manager',
  opener: 'member',
  member: 'member',
  guest: 'guest',
  denied: 'member',
}

const places = {
  elsewhere: { channel: 'main' },
  direct: { channel: 'direct' },
  otherSpace: { channel: 'main', space: SpaceId.parse('table:other') },
} as const

/** Opens the poll of a setup in a channel of its own. @returns the channel, and the poll's id. */
async function openPoll(table: TestBot, { key, settings, isAnonymous, isClosed }: PollSetup) {
  const there = { channel: key }
  const keeper = table.as('Keeper', 'admin', there)
  await keeper.submit(await keeper.press(await keeper.type('settings'), 'Change…'), settings)
  const visibility = isAnonymous ? ' anonymous sure' : ''
  const opener = table.as('opener', 'member', there)
  await opener.type(`poll arXiv:2204.05862 blind expect:table:opener,table:member${visibility}`)
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  if (isClosed) await keeper.type('close')
  return { channel: key, poll }
}

describe('who may do what with a poll', () => {
  let table: TestBot
  const openedPoll = once<Awaited<ReturnType<typeof openPoll>>>()
  beforeAll(async () => {
    table = await startTestBot({ publicUrl: 'https://table.example' })
    table.as('denied')
    await table.as('Keeper', 'admin').type('settings deny add:table:denied')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  verifyCells(
    'core',
    cells,
    async (cell) => {
      const { standing, relation } = cell
      const { at, isHidden } = relations[relation]
      const setup = setupOf(cell)
      const { channel, poll } = await openedPoll(setup.key, () => openPoll(table, setup))
      const there = table.as(standing, ranks[standing], { channel })
      if (isHidden) table.hide(channel, standing)
      // A rank counts where the poll lives: elsewhere they are a member, and an admin of their own conversation.
      const rank = at === 'direct' ? 'admin' : 'member'
      const caller = at === 'there' ? there : table.as(standing, rank, places[at])
      return wordsOf(await caller.ask(callOf(cell, poll)))
    },
    waiting,
  )

  test('no row is lost, and go-to-poll has those of results', () => expect(cells).toHaveLength(1620 + 36))
})

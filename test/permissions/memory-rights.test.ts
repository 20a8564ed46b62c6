import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Rank, SpaceId } from '../../src/chat/caller.ts'
import { afterPolls } from '../memory/group.ts'
import type { TestBot } from '../test-bot.ts'
import { memoryCells, type PollCell } from './poll-cells.ts'
import { relations } from './table.ts'

const ranks: Readonly<Record<PollCell['standing'], Rank>> = {
  admin: 'admin',
  manager: 'manager',
  opener: 'member',
  member: 'member',
  guest: 'guest',
  denied: 'member',
}

const places = {
  there: { channel: 'there' },
  elsewhere: { channel: 'main' },
  direct: { channel: 'direct' },
  otherSpace: { channel: 'main', space: SpaceId.parse('table:other') },
} as const

/** Three papers with three full placements, as much as `contested` needs. */
const titles = ['Zq7first paper', 'Zq7second paper', 'Zq7third paper']

type Seat = ReturnType<TestBot['as']>

/** The answer of each command, and whether something of the polls is in it. */
const answers: Readonly<
  Record<string, { readonly ask: (seat: Seat, table: TestBot) => Promise<unknown>; readonly has: RegExp }>
> = {
  atlas: { ask: (seat) => seat.ask({ command: 'atlas', args: { table: 'yes' } }), has: /Zq7first/ },
  contested: { ask: (seat) => seat.ask({ command: 'contested', args: {} }), has: /Zq7first/ },
  agreement: { ask: (seat) => seat.ask({ command: 'agreement', args: {} }), has: /3 of 10/ },
  paper: { ask: (seat) => seat.ask({ command: 'paper', args: { paper: 'Zq7first' } }), has: /3 votes/ },
  find: { ask: (seat) => seat.ask({ command: 'find', args: { words: 'zq7' } }), has: /Zq7first/ },
  suggest: {
    ask: (seat, { app }) => app.bot.suggest({ command: 'paper', args: {} }, 'paper', 'zq7', seat.caller),
    has: /Zq7first/,
  },
  // The last poll is open: a start page leads to those.
  home: { ask: (seat) => seat.ask({ command: 'home', args: {} }), has: /Zq7open/ },
}

describe('who gets what of a poll in answers about many', () => {
  let table: TestBot
  beforeAll(async () => {
    const held = await afterPolls([
      ...titles.map((paper) => ({ paper, channel: 'there', votes: [0, 4, 8] })),
      { paper: 'Zq7open paper', channel: 'there', votes: [], isOpen: true },
    ])
    table = held.table
    table.as('denied')
    await table.as('Keeper', 'admin').type('settings deny add:table:denied')
  })
  afterAll(() => table[Symbol.asyncDispose]())

  test('every command has cells', () => {
    expect(new Set(memoryCells.map(({ command }) => command))).toEqual(new Set(Object.keys(answers)))
  })

  test.each(memoryCells)('$command, $standing, $relation', async (cell) => {
    const { command, standing, relation, expected } = cell
    const { at, isHidden } = relations[relation]
    // Of each relation another person, because what one person sees of the channel differs between them.
    const name = standing === 'denied' ? standing : `${standing}-${relation}`.toLowerCase()
    table.as(name, ranks[standing], places.there)
    if (isHidden) table.hide('there', name)
    const rank = at === 'direct' ? 'admin' : 'member'
    const seat = table.as(name, at === 'there' ? ranks[standing] : rank, places[at])
    const found = answers[command]
    const answer = JSON.stringify(await found?.ask(seat, table))
    if (isHidden) table.showAgain('there', name)
    expect(found?.has.test(answer), answer.slice(0, 300)).toBe(expected === 'allowed')
    table.clock.advance(60_000)
  })
})

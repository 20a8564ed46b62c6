import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCompletions } from '../../src/bot/completions.ts'
import type { Answer } from '../../src/chat/answer.ts'
import { buttonsIn, startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

type Seat = ReturnType<TestBot['as']>

/** The commands that help lists. Its buttons are examples. */
const choicesIn = (answer: Answer): readonly string[] =>
  answer.kind !== 'shown'
    ? []
    : answer.view.parts.flatMap((part) =>
        part.kind === 'choices' ? part.choices.map(({ label }) => label) : [],
      )

const forAll = [
  'agreement',
  'atlas',
  'contested',
  'explain',
  'export',
  'find',
  'forget-me',
  'help',
  'my-data',
  'paper',
  'reading',
  'reading calendar',
  'reading history',
  'reading list',
  'reading next',
  'reading schedule',
  'results',
]
const forPeopleTakingPart = [
  'reading facilitators',
  'reading pause',
  'reading remove',
  'reading resume',
  'reading sheet',
  'reading skip',
  'settings',
]
const forMembers = [
  'close',
  'delete',
  'edit',
  'poll',
  'reading add',
  'remind',
  'reopen',
  'reveal',
  'revote',
  'seal',
]
const forAdmins = ['settings move-memory']
const forManagers = ['import', 'remove-reason', 'settings audit', 'settings deny', 'settings managers']

describe('help and completions have what somebody of that standing may do here', () => {
  let table: TestBot
  let seats: Readonly<Record<'admin' | 'manager' | 'member' | 'guest' | 'denied', Seat>>
  beforeEach(async () => {
    table = await startTestBot()
    seats = {
      admin: table.as('Root', 'admin'),
      manager: table.as('Mona', 'manager'),
      member: table.as('Ben'),
      guest: table.as('Gus', 'guest'),
      denied: table.as('Denny'),
    }
    await seats.manager.type('settings deny add:table:denny')
  })
  afterEach(() => table[Symbol.asyncDispose]())

  const listed = async ({ ask }: Seat) => choicesIn(await ask({ command: 'help', args: {} }))

  async function completed({ caller }: Seat): Promise<readonly string[]> {
    return (await findCompletions('', table.app.bot, caller)).map(({ label }) => label)
  }

  test.each([
    ['admin', [...forAll, ...forPeopleTakingPart, ...forMembers, ...forManagers, ...forAdmins]],
    ['manager', [...forAll, ...forPeopleTakingPart, ...forMembers, ...forManagers]],
    ['member', [...forAll, ...forPeopleTakingPart, ...forMembers]],
    ['guest', [...forAll, ...forPeopleTakingPart]],
    ['denied', forAll],
  ] as const)('%s', async (standing, commands) => {
    const seat = seats[standing]
    const expected = commands.toSorted()
    expect((await listed(seat)).toSorted()).toEqual(expected)
    expect((await completed(seat)).toSorted()).toEqual(expected)
    const call = { command: 'help', args: {} }
    const suggested = await table.app.bot.suggest(call, 'command', '', seat.caller)
    expect(suggested.map(({ value }) => value).toSorted()).toEqual(expected.slice(0, 25))
  })

  test('a guest who may open polls here', async () => {
    const { manager, guest } = seats
    await manager.submit(await manager.press(await manager.type('settings'), 'Change…'), { guests: 'full' })
    expect(await listed(guest)).toEqual(expect.arrayContaining(forMembers))
    expect(await completed(guest)).toEqual(expect.arrayContaining(forMembers))
  })

  test('options that only another platform has are neither completed nor shown, and not taken for it', async () => {
    const { manager } = seats
    const found = await findCompletions('settings ', table.app.bot, manager.caller)
    expect(found.map(({ label }) => label)).toContain('zone:')
    expect(found.filter(({ label }) => label.startsWith('tag'))).toEqual([])
    expect(JSON.stringify(await manager.type('help settings'))).not.toContain('tag-open')
    expect(JSON.stringify(await manager.type('settings'))).not.toMatch(/Tag of/)
    const form = await manager.type('settings tag-open:Reading')
    expect(wordsOf(form)).toContain('tag-open:Reading')
    expect(form.kind === 'form' && form.fields.map(({ name }) => name)).not.toContain('tag-open')
  })

  test('one command is explained to everyone, and filled in only by who may use it', async () => {
    const { member, manager } = seats
    const buttons = async (seat: Seat) =>
      buttonsIn(await seat.type('help settings deny')).map(({ label }) => label)
    expect(await buttons(member)).toEqual([])
    expect(await buttons(manager)).toEqual(['Open the form…'])
  })
})

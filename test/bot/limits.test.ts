import { expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'

const second = 1000
const minute = 60 * second

const refusal =
  'You have pressed or typed more than 60 times in a minute. You can go on in a minute. Everything that was confirmed counts.'

test('a person presses and types sixty times a minute; their votes stay, and others go on', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const [ada, ben] = [table.as('Ada'), table.as('Ben')]
  await ada.type('poll arXiv:2204.05862')
  const board = table.last()
  for (let i = 0; i < 60; i++) {
    expect(wordsOf(await ben.press(board, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg'))).not.toBe(refusal)
    table.clock.advance(second / 2)
  }
  expect(wordsOf(await ben.press(board, 'Cog · Worst'))).toBe(refusal)
  expect(wordsOf(await ada.type('results'))).toContain('1 vote')
  expect(wordsOf(await ada.type('results'))).toContain('Engineering')
  table.clock.advance(minute / 2)
  expect(wordsOf(await ben.press(board, 'Cog · Worst'))).not.toBe(refusal)
})

test('the refusal is shown once a minute, and marked as said before until then', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const ada = table.as('Ada')
  const isRepeat = async () => {
    const answer = await ada.type('help')
    return answer.kind === 'refusal' ? answer.isRepeat === true : 'answered'
  }
  for (let i = 0; i < 60; i++) expect(await isRepeat()).toBe('answered')
  expect(await isRepeat()).toBe(false)
  for (let i = 0; i < 30; i++) expect(await isRepeat()).toBe(true)
  table.clock.advance(minute)
  for (let i = 0; i < 60; i++) expect(await isRepeat()).toBe('answered')
  expect(await isRepeat()).toBe(false)
})

test('with LIMITS=off a person presses as often as they like', async () => {
  await using table = await startTestBot({ limits: 'off' })
  for (let i = 0; i < 100; i++) expect((await table.as('Ada').type('help')).kind).toBe('shown')
})

test.each(['on', 'off'] as const)('a person has five suggestions a second with LIMITS=%s', async (limits) => {
  await using table = await startTestBot({ limits })
  const ada = table.as('Ada')
  await ada.type('poll arXiv:2204.05862')
  const call = { command: 'results', args: {} }
  const suggest = (person: typeof ada) => table.app.bot.suggest(call, 'paper', '2204', person.caller)
  for (let i = 0; i < 5; i++) expect(await suggest(ada)).toHaveLength(1)
  expect(await suggest(ada)).toEqual([])
  expect(await suggest(table.as('Ben'))).toHaveLength(1)
  table.clock.advance(second)
  expect(await suggest(ada)).toHaveLength(1)
})

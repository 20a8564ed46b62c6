import { expect, test } from 'vitest'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

test('help lists every command by what people want to do, with how to begin first', async () => {
  await using table = await startTestBot()
  const words = wordsOf(await table.as('Ada').type('help'))
  const titles = [
    'Start with /grid poll and a link',
    'Ask the group about a paper',
    'End a round and go on',
    'Understand the grid',
    'Read together every week',
    'Look back',
    'This channel, and you',
  ]
  expect(titles.map((title) => words.indexOf(title))).toEqual(
    titles.map((title) => words.indexOf(title)).toSorted((a, b) => a - b),
  )
  expect(words.indexOf(titles[0] ?? '')).toBeGreaterThanOrEqual(0)
  expect(words).toContain('revote: Start the next round; earlier votes are kept · /grid revote blind')
  expect(words).toContain('atlas: ')
  expect(words).not.toContain('import: ')
})

test('help has examples to copy, and buttons that begin with them', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  const help = await ada.type('help')
  expect(wordsOf(help)).toContain(
    'Try /grid poll https://arxiv.org/abs/2312.06942 · /grid explain AI control · /grid reading schedule wed 17:00',
  )
  expect(await ada.press(help, 'Start a poll…')).toMatchObject({
    kind: 'form',
    fields: expect.arrayContaining([
      expect.objectContaining({ name: 'paper', value: 'https://arxiv.org/abs/2312.06942' }),
    ]),
  })
  expect(wordsOf(await ada.press(help, 'Explain AI control'))).toContain('AI control')
})

test('help offers an example only to people who may use it', async () => {
  await using table = await startTestBot()
  const labels = buttonsIn(await table.as('Gus', 'guest').type('help')).map(({ label }) => label)
  expect(labels).toContain('Explain AI control')
  expect(labels).not.toContain('Start a poll…')
})

test('help for a command has three examples at most, and one for each option', async () => {
  await using table = await startTestBot()
  const words = wordsOf(await table.as('Ada').type('help poll'))
  expect(words.match(/\/grid poll/g)).toHaveLength(3)
  expect(words).toContain('closes:fri 17:00')
  expect(words).toContain('expect:@Ben')
  expect(words).not.toContain('sure')
})

test('help for a group of commands lists them', async () => {
  await using table = await startTestBot()
  expect(wordsOf(await table.as('Ada').type('help reading'))).toContain('reading skip: ')
})

test('help for what there isn’t asks which one is meant', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  const answer = await ada.type('help polls')
  expect(wordsOf(answer)).toBe(
    'There is no command “polls”. Did you mean /grid poll? Type /grid help to see them all.',
  )
  expect(buttonsIn(answer).map(({ label }) => label)).toEqual(['help poll'])
  expect(wordsOf(await ada.press(answer, 'help poll'))).toContain('Ask this channel where a paper belongs')
})

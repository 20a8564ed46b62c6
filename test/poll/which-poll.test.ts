import { expect, test } from 'vitest'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

const titles = (answer: Parameters<typeof buttonsIn>[0]) => buttonsIn(answer).map(({ label }) => label)

test('of several open polls, the only one that its closer opened is closed', async () => {
  await using table = await startTestBot()
  const [ada, ben] = [table.as('Ada'), table.as('Ben')]
  await ada.type('poll “Paper One”')
  await ben.type('poll “Paper Two”')
  expect(wordsOf(await ada.type('close'))).toContain('Closed round 1 on “Paper One”.')
})

test('of several that may be meant, one is chosen, and nothing is done before', async () => {
  await using table = await startTestBot()
  const mona = table.as('Mona', 'manager')
  await table.as('Ada').type('poll “Paper One”')
  table.clock.advance(1000)
  await table.as('Ben').type('poll “Paper Two”')
  const answer = await mona.type('close')
  expect(wordsOf(answer)).toBe(
    'Which poll? Nothing was changed. Ben opened “Paper Two” on Mon 23 Nov. Ada opened “Paper One” on Mon 23 Nov.',
  )
  expect(titles(answer)).toEqual(['Paper Two · Ben', 'Paper One · Ada'])
  expect(wordsOf(await mona.press(answer, 'Paper One · Ada'))).toContain('Closed round 1 on “Paper One”.')
  // Only one is left that this applies to.
  expect(wordsOf(await mona.type('close'))).toContain('Closed round 1 on “Paper Two”.')
})

test('a button of a poll with a long title is short enough for every platform', async () => {
  await using table = await startTestBot()
  await table.as('Ada').type('poll 2312.06942')
  table.clock.advance(1000)
  await table
    .as('Bartholomew-Montgomery')
    .type('poll “Risks from Learned Optimization in Advanced Machine Learning”')
  expect(titles(await table.as('Mona', 'manager').type('close'))).toEqual([
    'Risks from Learned Optim… · Bartholomew…',
    'AI Control: Improving Sa… · Ada',
  ])
})

test('where there is none, it is said what is the case, and who can do it', async () => {
  await using table = await startTestBot()
  const ben = table.as('Ben')
  await table.as('Ada').type('poll “Paper One”')
  table.clock.advance(1000)
  await table.as('Cleo').type('poll “Paper Two”')
  expect(wordsOf(await ben.type('close'))).toBe(
    'There is no open poll here that you can close. Cleo or a manager of this channel can close “Paper Two”.',
  )
  expect(wordsOf(await ben.type('seal'))).toContain(
    'There is no closed anonymous poll here that you can seal.',
  )
})

test('words mean titles that have all of them; several are a choice, none is named back', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  await ada.type('poll “AI control one”')
  table.clock.advance(1000)
  await ada.type('poll “AI control two”')
  await ada.type('poll “Debate games”')
  expect(titles(await ada.type('close AI control'))).toEqual(['AI control two · Ada', 'AI control one · Ada'])
  expect(wordsOf(await ada.type('close the poll on debate games'))).toContain(
    'Closed round 1 on “Debate games”.',
  )
  expect(wordsOf(await ada.type('close everything'))).toContain('No poll here is called “everything”.')
})

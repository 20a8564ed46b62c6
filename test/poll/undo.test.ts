import { expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { openPoll, seats } from './open-poll.ts'

const minuteMs = 60_000

test('a change can be undone for half an hour, and is final then', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  const first = await chat.ben.press(chat.poll, 'Eng · Avg')
  chat.table.clock.advance(29 * minuteMs)
  expect(wordsOf(await chat.ben.press(first, 'Undo'))).toContain('Cognitivist science × Worst-case')
  const second = await chat.ben.press(chat.poll, 'Eng · Avg')
  chat.table.clock.advance(30 * minuteMs)
  expect(wordsOf(await chat.ben.press(second, 'Undo'))).toContain("This can't be undone any more.")
  expect(wordsOf(await chat.ada.type('results'))).toContain('Engineering × Average-case')
})

test('a restart makes changes final, because they are kept in memory', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  const moved = await chat.ben.press(chat.poll, 'Eng · Avg')
  await chat.table.app.stop()
  await using again = await startTestBot({ database: chat.table.file })
  expect(wordsOf(await seats(again).ben.press(moved, 'Undo'))).toContain("This can't be undone any more.")
})

test('of the changes that many people make, each undoes their own', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await chat.cleo.press(chat.poll, 'Cog · Worst')
  const bens = await chat.ben.press(chat.poll, 'Eng · Avg')
  const cleos = await chat.cleo.press(chat.poll, 'Eng · Pess')
  await chat.ben.press(bens, 'Undo')
  await chat.cleo.press(cleos, 'Undo')
  expect(wordsOf(await chat.ada.type('results'))).toContain('Cognitivist science | 0 | 0 | 2')
})

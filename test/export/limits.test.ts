import { expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { SpaceId } from '../../src/chat/caller.ts'
import { manyExports } from '../../src/export/errors.ts'
import { createFileLimit } from '../../src/export/file-limit.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

const minute = 60_000

const isFile = (answer: Answer) =>
  answer.kind === 'shown' && answer.view.parts.some(({ kind }) => kind === 'file')

test('a person exports ten times an hour, and reads when it is possible again', async () => {
  await using table = await startTestBot()
  const [ada, ben] = [table.as('Ada', 'manager'), table.as('Ben')]
  await ada.type('poll arXiv:2204.05862')
  expect(isFile(await ada.type('export'))).toBe(true)
  table.clock.advance(20 * minute)
  for (const words of ['export csv', 'export all', 'export csv all'])
    for (let i = 0; i < 3; i++) expect(isFile(await ada.type(words))).toBe(true)
  for (const words of ['export', 'export all'])
    expect(wordsOf(await ada.type(words))).toBe(
      'You have exported 10 times in the last hour. You can do it again in 40 minutes.',
    )
  expect(isFile(await ben.type('export'))).toBe(true)
  table.clock.advance(40 * minute)
  expect(isFile(await ada.type('export'))).toBe(true)
})

test('what is refused is not counted as an export', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  await ada.type('poll arXiv:2204.05862')
  for (let i = 0; i < 10; i++)
    expect(wordsOf(await ada.type('export all'))).toContain('can export all polls.')
  expect(isFile(await ada.type('export'))).toBe(true)
})

test('exports of a space are made one after the other', async () => {
  let running = 0
  let most = 0
  const exports = createFileLimit({ max: 10, ms: 60 * minute }, () => 0, manyExports)
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise(setImmediate)
    running -= 1
    return 'a file'
  }
  await using table = await startTestBot()
  const ada = table.as('Ada').caller
  const callers = [ada, table.as('Ben').caller, table.as('Cleo').caller]
  const failing = exports.run(ada, () => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  const made = await Promise.all(callers.map((caller) => exports.run(caller, work)))
  expect(made).toEqual(['a file', 'a file', 'a file'])
  expect(most).toBe(1)
  const elsewhere = { ...ada, place: { ...ada.place, space: SpaceId.parse('table:other') } }
  await Promise.all([exports.run(elsewhere, work), exports.run(ada, work)])
  expect(most).toBe(2)
})

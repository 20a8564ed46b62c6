import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { upgrades } from '../../src/poll/poll-records.ts'
import { openTable } from '../paper/look-ups.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

test('five hundred are open in a space at most, in a database older than the count too', async () => {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'table.db')
  const before = await startTestBot({ limits: 'off', database })
  for (let i = 0; i < 500; i++)
    await before.as('Ada', 'member', { channel: `c${i % 20}` }).type(`poll Paper number ${i}`)
  await before.store.collection({ name: 'open-polls', schema: z.unknown() }, 'table:round').clear()
  await before.store.collection(upgrades).delete('open-listed')
  await before.leave()
  await using after = await startTestBot({ limits: 'on', database })
  expect(wordsOf(await after.as('Ben', 'member', { channel: 'new' }).type('poll One more paper'))).toBe(
    '500 polls are open in all channels together. One of them must be closed first.',
  )
})

test('three hundred are looked up in a space', async () => {
  const { table, asked, open } = await openTable()
  await using _ = table
  for (let i = 0; i < 10; i++) await open(`Reader${i}`, 30, `c${i}`)
  expect(asked).toHaveLength(300)
  await open('Ada', 1)
  expect(asked).toHaveLength(300)
})

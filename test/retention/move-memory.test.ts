import { expect, test } from 'vitest'
import { placePolls } from '../pages/place-polls.ts'
import { rowsOf } from '../store/rows.ts'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

test('the polls of a deleted channel are for admins alone, until one moves them to another channel', async () => {
  await using table = await startTestBot()
  await placePolls(table, [
    { paper: 'Placed before', votes: { 8: 3 }, channel: 'gone' },
    { paper: 'In its thread', votes: { 0: 4 }, channel: 'gone', thread: 'side' },
    { paper: 'Placed here', votes: { 4: 3 } },
  ])
  const [root, ben, mona] = [table.as('Root', 'admin'), table.as('Ben'), table.as('Mona', 'manager')]
  table.admins.add('table:root')
  for (const name of ['Root', 'Ben', 'Mona']) table.hide('gone', name)
  await table.deleted({ channel: 'gone' }, 'for-all')
  const find = async (seat: typeof ben) => wordsOf(await seat.type('find before'))
  expect(await find(ben)).toContain('Nothing about')
  expect(await find(root)).toContain('Placed before')

  expect(wordsOf(await mona.type('settings move-memory'))).toContain('Only an admin can move the polls')
  const listed = await root.type('settings move-memory')
  expect(wordsOf(listed)).toContain('gone: 2 polls')
  const question = await root.press(listed, 'Move here')
  expect(wordsOf(question)).toContain('Everyone who sees this channel will see the 2 polls of gone.')
  const moved = await root.press(question, 'Move 2 polls')
  expect(wordsOf(moved)).toContain('Moved 2 polls.')
  expect(await find(ben)).toContain('Placed before')
  const atlas = wordsOf(await ben.ask({ command: 'atlas', args: { table: 'yes' } }))
  expect(atlas).toContain('In its thread')
  expect(atlas).toContain('From 3 papers in 1 channel you can see.')
  expect(buttonsIn(await ben.type('results Placed before')).length).toBeGreaterThan(0)
  expect(wordsOf(await mona.type('settings audit'))).toMatch(/edit “Placed before”.*channel .*gone.*main/)
  // Nothing leads to the channel that is gone any more, besides the messages that were in it and the acts of before.
  const left = rowsOf(table.file).filter((row) => row.includes('"gone"') || row.includes('/gone'))
  expect(left.filter((row) => !/^(?:audit|board|job|place|latest)/.test(row))).toEqual([])
  expect(wordsOf(await root.type('settings move-memory'))).toContain(
    'No channel with polls has been deleted.',
  )
})

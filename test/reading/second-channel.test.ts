import { describe, expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

describe('the group of a second channel', () => {
  test('is named after it when somebody nominates there', async () => {
    await using group = await withGroup()
    const there = group.table.as('Ben', 'member', { channel: 'theory' })
    expect(wordsOf(await there.type('reading add “Another paper”'))).toContain(
      'to the list and counted your vote',
    )
    expect(wordsOf(await there.type('reading'))).toContain('Reading group in #theory')
    expect(wordsOf(await there.type('reading list'))).toContain('Another paper')
    expect(wordsOf(await group.ben.type('reading list'))).not.toContain('Another paper')
  })

  test('has a number where the channel has no name', async () => {
    await using group = await withGroup()
    const there = group.table.as('Ben', 'member', { channel: 'direct-1' })
    await there.type('reading add “Another paper”')
    expect(wordsOf(await there.type('reading'))).toContain('Reading group 2')
  })

  test('begins with a schedule, too', async () => {
    await using group = await withGroup()
    const there = group.table.as('Ada', 'manager', { channel: 'theory' })
    await there.press(await there.type('reading schedule wed 18:00 UTC'), 'Confirm')
    expect(group.read(group.table.last())).toContain('Reading group in #theory')
  })

  test('has the name that it is given, unless another has it', async () => {
    await using group = await withGroup()
    const there = group.table.as('Ada', 'manager', { channel: 'theory' })
    const refused = await there.press(
      await there.type('reading schedule wed 18:00 UTC name:“Reading group”'),
      'Confirm',
    )
    expect(wordsOf(refused)).toContain('There is already a group called “Reading group” in another channel.')
  })
})

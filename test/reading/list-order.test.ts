import { expect, test } from 'vitest'
import { latest, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { withGroup } from './test-group.ts'

/** So far off that nothing is chosen while people nominate. */
const rule = 'wed 17:00 UTC from 2026-12-16'

/** A list of three papers, of which the last has the most votes. */
async function withList() {
  const group = await withGroup({ rule })
  for (const title of ['Paper A', 'Paper B', 'Paper C']) {
    await group.ben.type(`reading add ${title} why:because`)
    group.table.clock.advance(1000)
  }
  await group.cleo.type('reading list vote:Paper C')
  return group
}

const order = (words: string) =>
  [...words.matchAll(/^\d+\. Paper (\w)/gm)].map(([, letter]) => letter).join('')

test('organisers set the order of a list without votes, and the votes come back with theirs', async () => {
  await using group = await withList()
  const { ada, ben, board, table } = group
  await ada.type('reading schedule order:list')
  await table.until(board, '1. Paper C · Ben')
  expect(group.read(board)).not.toMatch(/vote/i)
  expect(order(group.read(board))).toBe('CAB')
  await ada.type('reading order "Paper B" 1')
  await ben.type('reading add Paper D why:because')
  await table.until(board, '4. Paper D')
  expect(order(group.read(board))).toBe('BCAD')
  const list = await ada.type('reading list')
  expect(order(wordsOf(await ada.press(list, 'Down')))).toBe('CBAD')
  expect(order(wordsOf(await ada.type('reading order "Paper C" 9')))).toBe('BADC')
  await ada.type('reading schedule order:votes')
  await table.until(board, '1. Paper C · 2 votes')
  expect(buttonsOf(latest(board)).map(({ label }) => label)).toContain('Vote')
})

test('only organisers move papers, which others see no buttons for', async () => {
  await using group = await withList()
  expect(wordsOf(await group.ada.type('reading order "Paper B" 1'))).toContain(
    'This list is in the order of votes.',
  )
  await group.ada.type('reading schedule order:list')
  expect(wordsOf(await group.ben.type('reading order "Paper B" 1'))).toContain(
    'Only an organiser or a manager of this channel can change the order of the list.',
  )
  expect(wordsOf(await group.ben.type('reading list'))).not.toMatch(/\[Up\]|\[Down\]|\[Vote\]|vote/)
  expect(wordsOf(await group.ben.type('reading list vote:Paper B'))).toContain(
    "This list is read from the top, so people don't vote for papers.",
  )
  expect(wordsOf(await group.ben.type('reading add Paper E why:because'))).not.toMatch(/vote/)
  expect(wordsOf(await group.ada.type('reading order "Paper B" 0'))).toContain(
    "That isn't a place on the list.",
  )
})

test('the first of the list is read, after papers that are pinned or were skipped', async () => {
  await using group = await withList()
  await group.ada.type('reading schedule order:list')
  await group.ada.type('reading order "Paper A" 1')
  await group.goTo('2026-12-09T17:31:00Z')
  expect(wordsOf(await group.ada.type('reading next'))).toContain('Paper: Paper A')
  await group.ada.type('reading skip')
  expect(order(wordsOf(await group.ada.type('reading list')))).toBe('ACB')
})

import { expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import type { Drawing } from '../../src/chat/view.ts'
import { placePolls } from '../pages/place-polls.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { textOf } from '../view-text.ts'
import { afterPolls } from './group.ts'

const dayMs = 86_400_000

/** The weights of the lines of text in an answer's picture that have these words. */
function weightsOf(answer: Answer, words: string): readonly unknown[] {
  const weightsIn = ({ tag, attributes, children }: Drawing): readonly unknown[] =>
    tag === 'text' && children.some((child) => typeof child === 'string' && child.includes(words))
      ? [attributes['font-weight']]
      : children.flatMap((child) => (typeof child === 'string' ? [] : weightsIn(child)))
  const parts = answer.kind === 'shown' ? answer.view.parts : []
  return parts.flatMap((part) => (part.kind === 'picture' ? weightsIn(part.picture.drawing) : []))
}

test('new in an atlas is what came since one was last shared in the channel, else in the last 7 days', async () => {
  const { table, ada } = await afterPolls([{ paper: 'Older paper', votes: [0, 0, 0] }])
  await using _ = table
  const atlas = (args = {}) => ada.ask({ command: 'atlas', args })
  table.clock.advance(5 * dayMs)
  expect(weightsOf(await atlas(), 'Older')).toEqual([600])
  table.clock.advance(5 * dayMs)
  expect(weightsOf(await atlas(), 'Older')).toEqual([400])
  await atlas({ share: 'yes' })
  await placePolls(table, [{ paper: 'Newer paper', votes: { 8: 3 } }])
  table.clock.advance(20 * dayMs)
  expect(weightsOf(await atlas(), 'Newer')).toEqual([600])
  const elsewhere = table.as('Ada', 'member', { channel: 'lounge' })
  expect(weightsOf(await elsewhere.ask({ command: 'atlas', args: {} }), 'Newer')).toEqual([400])
  // What the shared one marked is new no more.
  expect(weightsOf(await atlas({ share: 'yes' }), 'Newer')).toEqual([600])
  expect(weightsOf(await atlas(), 'Newer')).toEqual([400])
})

test('an atlas of one person’s placements that was shared loses them when they are forgotten', async () => {
  const { table, ada, ben } = await afterPolls([{ paper: 'One paper', votes: [0, 8, 8] }])
  await using _ = table
  await ben.ask({ command: 'atlas', args: { by: 'table:ada', share: 'yes' } })
  const shared = table.last()
  expect(JSON.stringify(latest(shared))).toContain('As ada placed them')
  expect(wordsOf(await ada.type('my-data'))).toMatch(/"atlases": \[\s*\{/)
  await ada.ask({ command: 'forget-me', args: { sure: 'yes' } })
  await until(() => !JSON.stringify(latest(shared)).includes('As ada'))
  expect(textOf(latest(shared))).toBe(
    'This atlas showed how one person placed papers. Their data was deleted.',
  )
})

test('an atlas that was shared loses its papers when the poll of one of them is deleted', async () => {
  const { table, ids, ada } = await afterPolls([
    { paper: 'Zq7 paper', votes: [0, 0, 0] },
    { paper: 'Other paper', votes: [8, 8, 8] },
  ])
  await using _ = table
  const mona = table.as('Mona', 'manager')
  await ada.ask({ command: 'atlas', args: { share: 'yes' } })
  const first = table.last()
  await ada.ask({ command: 'atlas', args: { by: 'table:ada', share: 'yes' } })
  const ofAda = table.last()
  for (const shared of [first, ofAda]) expect(JSON.stringify(latest(shared))).toContain('Zq7 paper')
  await mona.ask({ command: 'delete', args: { paper: ids[0] ?? '', sure: 'yes' } })
  for (const shared of [first, ofAda]) {
    await table.until(shared, 'This atlas showed a poll that has been deleted.')
    expect(JSON.stringify(latest(shared))).not.toContain('Zq7')
  }

  await ada.ask({ command: 'atlas', args: { share: 'yes' } })
  const second = table.last()
  expect(JSON.stringify(latest(second))).toContain('Other paper')
  await table.quiet()
  expect(second.views.length).toBe(1)
})

test.each([
  ['of what divides a group', { command: 'contested', args: { share: 'yes' } }],
  ['about a paper near it', { command: 'paper', args: { paper: 'Another paper', share: 'yes' } }],
])('an answer %s that was shared loses its titles when the poll of one is deleted', async (_, call) => {
  const { table, ids, ada } = await afterPolls([
    { paper: 'Zq7 paper', votes: [0, 0, 8] },
    { paper: 'Another paper', votes: [0, 0, 8] },
    { paper: 'Third paper', votes: [4, 4, 8] },
    { paper: 'Not placed', votes: [] },
  ])
  await using _held = table
  const mona = table.as('Mona', 'manager')
  await ada.ask(call)
  const shared = table.last()
  expect(JSON.stringify(latest(shared))).toContain('Zq7 paper')
  await mona.ask({ command: 'delete', args: { paper: ids[3] ?? '', sure: 'yes' } })
  await table.quiet()
  expect(shared.views.length).toBe(1)
  await mona.ask({ command: 'delete', args: { paper: ids[0] ?? '', sure: 'yes' } })
  await table.until(shared, 'This answer showed a poll that has been deleted.')
  expect(JSON.stringify(latest(shared))).not.toContain('Zq7')
})

test('the audit says who downloaded an atlas, and in which format', async () => {
  const { table, ada } = await afterPolls([{ paper: 'One paper', votes: [0, 8, 8] }])
  await using _ = table
  await ada.type('export atlas csv')
  expect(wordsOf(await table.as('Mona', 'manager').type('settings audit'))).toMatch(
    /export atlas.*Ada · format csv/s,
  )
})

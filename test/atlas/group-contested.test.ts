import { expect, test } from 'vitest'
import { findGroupContested } from '../../src/atlas/group-contested.ts'
import type { ShownRound } from '../../src/atlas/standing-poll.ts'
import { emptyTally } from '../../src/grid/tally.ts'

const round = (closedAt: number, cells: Readonly<Record<number, number>>, applications = 0): ShownRound => ({
  state: 'closed',
  closedAt,
  tally: { ...emptyTally, cells: emptyTally.cells.map((_, i) => cells[i] ?? 0), applications },
})
const poll = (id: string, ...rounds: readonly ShownRound[]) => ({ id, openedAt: 1, rounds })

test('the contested papers of a group are ranked by the polls that stand for them, each once', () => {
  const apart = round(1, { 0: 3, 8: 3 })
  const papers = [
    [poll('agreed by now', apart, round(2, { 4: 6 }))],
    [poll('before', apart), poll('near', round(3, { 4: 3, 5: 3 }))],
    [poll('apart', apart), poll('too small', round(3, { 4: 4 }))],
    [poll('divided', round(1, { 4: 3 }, 3))],
    [poll('nobody', round(1, {}))],
    [],
  ]
  const found = findGroupContested(papers)
  if ('of' in found) throw new Error('too few')
  expect(found.onGrid.map(({ paper }) => paper.item.poll.id)).toEqual(['apart', 'near', 'agreed by now'])
  expect(found.gridOrApplications.map(({ paper }) => paper.item.poll.id)).toEqual(['divided'])
})

test('with fewer than three papers that three people placed none is contested', () => {
  const placed = [poll('a', round(1, { 0: 2, 8: 1 }))]
  expect(findGroupContested([placed, placed, [poll('b', round(1, { 0: 2 }, 4))]])).toEqual({
    papers: 2,
    of: 3,
  })
  expect(findGroupContested([placed, placed, placed])).toHaveProperty('onGrid.length', 3)
})

import { describe, expect, test } from 'vitest'
import { findNear, placedLine } from '../../src/atlas/paper-memory.ts'
import type { PaperStanding } from '../../src/atlas/standing.ts'
import type { ShownRound } from '../../src/atlas/standing-poll.ts'
import { emptyTally } from '../../src/grid/tally.ts'

const day = (date: string): number => Date.parse(date)
const closed = (date: string, cells: Readonly<Record<number, number>>, applications = 0): ShownRound => ({
  state: 'closed',
  closedAt: day(date),
  tally: { ...emptyTally, cells: emptyTally.cells.map((_, i) => cells[i] ?? 0), applications },
})
const poll = (date: string, ...rounds: readonly ShownRound[]) => ({ openedAt: day(date), rounds })
const nobody: ShownRound = { state: 'open', tally: emptyTally }

describe('how often a paper was placed', () => {
  const first = poll('2026-03-31T23:00Z', closed('2026-04-02', { 4: 5 }))
  const second = poll('2026-05-01', closed('2026-05-02', { 4: 5 }), closed('2026-10-01', { 5: 5 }))

  test.each([
    [[first], 'Placed once, in March 2026. Last: Behaviorist × Pessimistic-case.'],
    [[second, first], 'Placed 2 times since March 2026. Last: Behaviorist × Worst-case.'],
    [
      [first, second, poll('2026-11-01', nobody)],
      'Placed 2 times since March 2026. Last: Behaviorist × Worst-case.',
    ],
    [
      [second, poll('2026-01-01', closed('2026-01-09', { 0: 3 }), nobody)],
      'Placed 2 times since January 2026. Last: Behaviorist × Worst-case.',
    ],
    [
      [poll('2026-01-01', closed('2026-01-09', { 0: 3, 8: 3 }))],
      'Placed once, in January 2026. Last: split between Engineering × Average-case and Cognitivist × Worst-case.',
    ],
    [
      [poll('2026-01-01', closed('2026-01-09', { 0: 1 }, 3))],
      'Placed once, in January 2026. Last: applications research.',
    ],
    [[poll('2026-01-01', closed('2026-01-09', { 0: 2 }))], 'Placed once, in January 2026.'],
    [[poll('2026-01-01', nobody)], undefined],
  ])('%#: %s', (polls, line) => {
    expect(placedLine(polls)).toBe(line)
  })
})

test('papers near another are those of its cells, settled ones first, then those with most votes', () => {
  const listed = (
    name: string,
    votes: number,
    kind: PaperStanding['kind'],
    ...places: PaperStanding['places']
  ) => ({
    name,
    votes,
    standing: { kind, places },
  })
  const others = [
    listed('few', 3, 'settled', 4),
    listed('split', 20, 'split', 0, 4),
    listed('elsewhere', 9, 'settled', 5),
    listed('unsettled', 30, 'unsettled', 8),
    listed('many', 9, 'settled', 8),
    listed('off', 90, 'split', 1, 'off'),
  ]
  const namesNear = (...places: PaperStanding['places']) =>
    findNear({ kind: 'split', places }, others).map(({ name }) => name)
  expect(namesNear(4, 8)).toEqual(['many', 'few', 'unsettled'])
  expect(namesNear(0, 'off')).toEqual(['split'])
  expect(findNear({ kind: 'off-grid', places: [] }, others)).toEqual([])
})

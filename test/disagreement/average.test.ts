import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../src/disagreement/figures.ts'
import { summaryOf } from '../../src/disagreement/summary.ts'
import type { Tally } from '../../src/grid/tally.ts'
import { cellsNamedIn } from './claims.ts'
import { largeTallies, smallGrids } from './grids.ts'
import { tallyWith } from './reference.ts'

const seed = 1982

/** Where an average position would be: the mean level of each axis, and the mean along the spectrum. */
function averagesOf(cells: readonly number[]) {
  const votes = cells.reduce((total, n) => total + n, 0)
  const mean = (levelOf: (cell: number) => number) =>
    cells.reduce((total, n, cell) => total + n * levelOf(cell), 0) / votes
  const [row, column] = [mean((cell) => Math.floor(cell / 3)), mean((cell) => cell % 3)]
  return { row, column, spectrum: row + column, cell: 3 * Math.round(row) + Math.round(column) }
}

/** Every number in a value, with the names that lead to it. */
function numbersIn(value: unknown, path = ''): readonly { readonly path: string; readonly n: number }[] {
  if (typeof value === 'number') return [{ path, n: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => numbersIn(part, path ? `${path}.${name}` : name))
}

/** Every cell that figures point at. */
const cellsPointedAt = ({ centre, camps }: ReturnType<typeof figuresOf>): readonly number[] =>
  [centre, ...(camps.k2?.members ?? []), ...(camps.k3?.members ?? [])].filter((cell) => cell !== null)

/** Grids whose average falls on a cell that nobody chose: the ones that a bot could lie about. */
const hollow = smallGrids.filter((cells) => cells.some((n) => n > 0) && cells[averagesOf(cells).cell] === 0)

/** Large grids whose averages are no counts and no simple shares, so that nothing equals them by chance. */
const uneven = largeTallies(1000, seed).filter(
  ({ cells }) => cells.filter((n) => n > 100).length > 4 && cells.every((n) => n < 1000),
)

const isOneOf = (n: number, averages: readonly number[]): boolean =>
  averages.some((average) => Math.abs(n - average) < 1e-9 || Math.abs(n - 1 - average) < 1e-9)

describe('an average position', () => {
  test('is never named where nobody voted', () => {
    expect(hollow.length).toBeGreaterThan(1000)
    const named = hollow.filter((cells) =>
      cellsNamedIn(
        summaryOf(tallyWith({ cells }), { round: { number: 1, state: 'closed' } }).lines.join('\n'),
      ).some((cell) => cells[cell] === 0),
    )
    expect(named).toEqual([])
  })

  test('is never pointed at by a figure where nobody voted', () => {
    const pointed = hollow.filter((cells) =>
      cellsPointedAt(figuresOf(tallyWith({ cells }))).some((cell) => cells[cell] === 0),
    )
    expect(pointed).toEqual([])
  })

  test(`is none of the figures of large rounds, seed ${seed}`, () => {
    expect(uneven.length).toBeGreaterThan(50)
    expect(uneven.flatMap(averagesAmongFigures)).toEqual([])
  })
})

/**
 * Where a figure is the mean level of an axis. Leik is left out: it is a mean distance from the middle answer, which
 * is the same number where that answer is an axis's first.
 */
function averagesAmongFigures(tally: Tally): readonly string[] {
  const { row, column, spectrum } = averagesOf(tally.cells)
  return numbersIn(figuresOf(tally))
    .filter(({ path, n }) => !path.endsWith('leikD') && isOneOf(n, [row, column, spectrum]))
    .map(({ path, n }) => `${path} ${n}`)
}

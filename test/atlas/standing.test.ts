import { describe, expect, test } from 'vitest'
import { standingOf } from '../../src/atlas/standing.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { memoryTable } from './memory-table.ts'

describe('where an atlas lists a paper', () => {
  test.each(memoryTable.standing)('$cells, $applications applications, $unsure unsure', (row) => {
    const { expect: expected, ...counts } = row
    expect(standingOf(counts)).toEqual(expected)
  })

  test.each([
    ['three corners that tie are one camp each', [2, 0, 2, 0, 0, 0, 2, 0, 0], [0, 2, 6]],
    ['the second is a place with 2 votes and 2 of 5', [0, 2, 0, 0, 3, 0, 0, 0, 0], [1, 4]],
    ['the second is no place with fewer', [0, 2, 0, 0, 4, 0, 0, 0, 0], [4]],
    ['groups that hang on one vote are no camps', [4, 0, 0, 0, 0, 0, 0, 0, 2], [0]],
    ['a pair that ties beside one vote is a split', [0, 2, 1, 0, 2, 0, 0, 0, 0], [1, 4]],
  ])('%s', (_, cells, places) => {
    expect(standingOf({ cells, applications: 0, unsure: 0 }).places).toEqual(places)
  })

  test('applications are a place of their own from 2 votes and a quarter of all on', () => {
    const cells = [0, 0, 0, 0, 6, 0, 0, 0, 0]
    const placesWith = (applications: number, unsure = 0) =>
      standingOf({ cells, applications, unsure }).places
    expect(placesWith(1)).toEqual([4])
    expect(standingOf({ cells: [0, 0, 0, 0, 3, 0, 0, 0, 0], applications: 1, unsure: 0 }).places).toEqual([4])
    expect(placesWith(2)).toEqual([4, 'off'])
    expect(placesWith(2, 1)).toEqual([4])
    expect(placesWith(6)).toEqual([4, 'off'])
    expect(placesWith(7)).toEqual([])
  })

  test('only where somebody voted, and nowhere without a shared place', () => {
    const random = seeded(23)
    for (let tries = 0; tries < repeats(500, 100_000); tries += 1) {
      const most = 1 + Math.floor(random() * 9)
      const draw = () => (random() < 0.5 ? 0 : Math.floor(random() * most))
      const cells = Array.from({ length: 9 }, draw)
      const [applications, unsure] = [draw(), draw()]
      const { kind, places } = standingOf({ cells, applications, unsure })
      const said = JSON.stringify({ cells, applications, unsure, kind, places })
      const onGrid = places.filter((place) => place !== 'off')
      expect(
        onGrid.every((cell) => (cells[cell] ?? 0) > 0),
        said,
      ).toBe(true)
      expect(onGrid, said).toEqual([...new Set(onGrid)].toSorted((a, b) => a - b))
      const isPlaced = kind === 'settled' || kind === 'unsettled' || kind === 'split'
      expect(isPlaced, said).toBe(onGrid.length > 0)
      if (isPlaced) expect(places.length > 1, said).toBe(kind === 'split')
    }
  })
})

import { describe, expect, test } from 'vitest'
import { findPairs } from '../../src/atlas/pairs.ts'
import { seeded } from '../seeded.ts'

type Placed = Readonly<Record<string, readonly (number | undefined)[]>>

/** From each person's cells, paper by paper, to the people of each paper. */
function papersOf(placed: Placed): readonly ReadonlyMap<string, number>[] {
  const papers = Math.max(...Object.values(placed).map(({ length }) => length))
  return Array.from(
    { length: papers },
    (_, paper) =>
      new Map(
        Object.entries(placed).flatMap(([person, cells]) => {
          const cell = cells[paper]
          return cell === undefined ? [] : [[person, cell] as const]
        }),
      ),
  )
}

const always = (cell: number, papers = 8): readonly number[] => Array.from({ length: papers }, () => cell)

/** In the centre of all but some papers, and so many steps off on each of these. */
const off = (steps: readonly number[], papers = 8): readonly number[] =>
  Array.from({ length: papers }, (_, i) => [0, 1, 2, 5, 8][steps[i] ?? 0] ?? 0)

const found = (placed: Placed) =>
  findPairs(papersOf(placed)).pairs.map(({ people, shared, similarity }) => [
    people.join(' '),
    shared,
    similarity,
  ])

describe('pairs of voters', () => {
  test('are 1 alike in the same cells, 0 in opposite corners, and lose a quarter for a mean step', () => {
    expect(found({ ada: always(0), ben: always(0) })).toEqual([['ada ben', 8, 1]])
    expect(found({ ada: always(0), ben: always(8) })).toEqual([['ada ben', 8, 0]])
    expect(found({ ada: always(2), ben: always(6) })).toEqual([['ada ben', 8, 0]])
    expect(found({ ada: always(4), ben: always(5) })).toEqual([['ada ben', 8, 0.75]])
    expect(found({ ada: always(0), ben: off([4, 2]) })).toEqual([['ada ben', 8, 1 - 6 / 8 / 4]])
  })

  test('are compared from eight papers on that both placed', () => {
    const nine = always(4, 9)
    const [early, late] = [
      nine.map((c, i) => (i < 8 ? c : undefined)),
      nine.map((c, i) => (i > 0 ? c : undefined)),
    ]
    expect(found({ ada: nine, early, late })).toEqual([
      ['ada early', 8, 1],
      ['ada late', 8, 1],
    ])
    expect(findPairs([])).toEqual({ pairs: [], closest: undefined, furthest: undefined })
  })

  test('stand from the most alike to the least; of equals the one with more papers first, then by key', () => {
    const placed: Placed = {
      cleo: always(0, 12),
      ben: always(0, 12),
      ada: always(0, 8),
      Dan: always(8, 8),
      eve: always(1, 8),
    }
    const order = [
      ['ben cleo', 12, 1],
      ['ada ben', 8, 1],
      ['ada cleo', 8, 1],
      ['ada eve', 8, 0.75],
      ['ben eve', 8, 0.75],
      ['cleo eve', 8, 0.75],
      ['Dan eve', 8, 0.25],
      ['Dan ada', 8, 0],
      ['Dan ben', 8, 0],
      ['Dan cleo', 8, 0],
    ]
    expect(found(placed)).toEqual(order)
    const turned = papersOf(Object.fromEntries(Object.entries(placed).toReversed())).toReversed()
    expect(findPairs(turned)).toEqual(findPairs(papersOf(placed)))
  })

  test('of equal means are equal, however many papers they are taken over', () => {
    const [ten, thirty] = [off([1], 10), off([1, 1, 1], 30)]
    const { pairs } = findPairs(papersOf({ ada: always(0, 30), short: ten, long: thirty }))
    expect(pairs.find(({ people }) => people.join() === 'ada,long')?.similarity).toBeCloseTo(0.975, 12)
    expect(pairs.findIndex(({ people }) => people.join() === 'ada,long')).toBeLessThan(
      pairs.findIndex(({ people }) => people.join() === 'ada,short'),
    )
  })

  test('are what adding up steps paper by paper gives', () => {
    const random = seeded(11)
    const people = ['a', 'b', 'c', 'd', 'e', 'f']
    const placed = Object.fromEntries(
      people.map((person) => [
        person,
        Array.from({ length: 16 }, () => (random() < 0.8 ? Math.floor(random() * 9) : undefined)),
      ]),
    )
    const { pairs } = findPairs(papersOf(placed))
    expect(pairs.length).toBeGreaterThan(5)
    for (const { people, shared, steps, similarity } of pairs) {
      const [one, other] = people.map((person) => placed[person] ?? [])
      const distances = (one ?? []).flatMap((a, paper) => {
        const b = other?.[paper]
        if (a === undefined || b === undefined) return []
        return [Math.abs(Math.trunc(a / 3) - Math.trunc(b / 3)) + Math.abs((a % 3) - (b % 3))]
      })
      const total = distances.reduce((sum, d) => sum + d, 0)
      expect({ shared, steps }).toEqual({ shared: distances.length, steps: total })
      expect(similarity).toBeCloseTo(1 - total / distances.length / 4, 12)
    }
  })
})

describe('the closest and the furthest pair', () => {
  const keys = (placed: Placed) => {
    const { closest, furthest } = findPairs(papersOf(placed))
    return [closest?.people.join(' '), furthest?.people.join(' ')]
  }

  test('are named where they stand out', () => {
    expect(keys({ ada: always(0), ben: always(0), cleo: always(8) })).toEqual(['ada ben', undefined])
    expect(keys({ ada: always(0), ben: always(4), cleo: always(8) })).toEqual([undefined, 'ada cleo'])
    expect(keys({ ada: always(0), ben: always(1), cleo: always(8) })).toEqual(['ada ben', 'ada cleo'])
  })

  test('are not named where there is no other pair', () => {
    expect(keys({ ada: always(0), ben: always(0) })).toEqual([undefined, undefined])
  })

  test('are not named at 0.1 from the next pair, only above it', () => {
    // Over 10 papers a step is 0.025: ada and ben 0, ada and cleo 4 or 5, ben and cleo as far, all in one row.
    const [ada, exactly, above] = [always(0, 10), off([1, 1, 1, 1], 10), off([1, 1, 1, 1, 1], 10)]
    expect(keys({ ada, ben: ada, cleo: exactly })).toEqual([undefined, undefined])
    expect(keys({ ada, ben: ada, cleo: above })).toEqual(['ada ben', undefined])
  })

  test('are not named at 0.1 where decimals would put it above', () => {
    // 0.8 and 0.7 differ by more than 0.1 in floating point.
    const [ada, ben, cleo] = [always(0, 10), off([2, 2, 2, 2], 10), off([0, 0, 0, 0, 2, 2, 2, 2, 2, 2], 10)]
    expect(0.8 - 0.7).toBeGreaterThan(0.1)
    expect(found({ ada, ben, cleo }).map(([, , similarity]) => similarity)).toEqual([0.8, 0.7, 0.5])
    expect(keys({ ada, ben, cleo })).toEqual([undefined, 'ben cleo'])
  })
})

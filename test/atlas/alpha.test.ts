import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { alpha, coincidencesOf } from '../../src/atlas/alpha.ts'
import { acrossPapers, ordinalInterval } from '../../src/atlas/alpha-interval.ts'
import { createSeededDraws, xoshiro128 } from '../../src/atlas/seeded-draws.ts'
import { seeded } from '../seeded.ts'

const metrics = ['nominal', 'ordinal', 'interval'] as const
const Metrics = z.enum(metrics)

/** Rows of `ratings` are voters, columns papers. */
const Reference = z.object({
  alpha: z.array(
    z.object({
      name: z.string(),
      ratings: z.array(z.array(z.number().nullable())),
      alpha: z.record(Metrics, z.number().nullable()),
      publishedRounded3: z.partialRecord(Metrics, z.number()).optional(),
    }),
  ),
})

const { alpha: references } = Reference.parse(
  JSON.parse(readFileSync(new URL('../disagreement/agreement.json', import.meta.url), 'utf8')),
)

type Units = readonly (readonly number[])[]

/** What each paper was given. */
const unitsOf = (ratings: readonly (readonly (number | null)[])[]): Units =>
  (ratings[0] ?? []).map((_, paper) =>
    ratings.flatMap((row) => {
      const value = row[paper]
      return value === undefined || value === null ? [] : [value]
    }),
  )

function referenceUnits(name: string): Units {
  const found = references.find((one) => one.name === name)
  if (found === undefined) throw new Error(`No reference ${name}`)
  return unitsOf(found.ratings)
}

/** Papers with a true level that each of six voters sees four times in five. */
function manyPapers(papers: number, seed: number): Units {
  const random = seeded(seed)
  const level = () => Math.floor(random() * 3)
  return Array.from({ length: papers }, () => {
    const truth = level()
    return Array.from({ length: 6 }, () => (random() < 0.8 ? truth : level()))
  })
}

const repeated = (n: number, unit: readonly number[]): Units => Array.from({ length: n }, () => unit)

const group = { group: 'table:round', axis: 'row' }

describe("Krippendorff's alpha", () => {
  test.each(references.flatMap(({ name, ...of }) => metrics.map((metric) => ({ name, metric, ...of }))))(
    'of $name is the reference value, $metric',
    ({ ratings, metric, alpha: expected, publishedRounded3 }) => {
      const found = alpha(unitsOf(ratings), metric)
      if (expected[metric] === null) expect(found).toBeNull()
      else expect(Math.abs((found ?? Number.NaN) - expected[metric])).toBeLessThan(1e-9)
      const published = publishedRounded3?.[metric]
      if (published !== undefined) expect(found?.toFixed(3)).toBe(published.toFixed(3))
    },
  )

  test('is undefined without papers, without a second answer, and where all say the same', () => {
    for (const metric of metrics) {
      expect(alpha([], metric)).toBeNull()
      expect(alpha([[0], [1], [2], []], metric)).toBeNull()
      expect(alpha([[1, 1], [1, 1, 1], [2]], metric)).toBeNull()
    }
  })

  test('is 1 where every paper has one level and papers differ', () => {
    for (const metric of metrics)
      expect(
        alpha(
          [
            [0, 0],
            [2, 2, 2],
            [1, 1],
          ],
          metric,
        ),
      ).toBe(1)
  })

  test('takes no notice of papers with one answer, nor of the order of papers and answers', () => {
    const units = referenceUnits('synthetic_08')
    const turned = units.map((unit) => unit.toReversed()).toReversed()
    for (const metric of metrics) {
      const expected = alpha(units, metric) ?? Number.NaN
      expect(alpha([[0], ...units, [2], []], metric)).toBeCloseTo(expected, 12)
      expect(alpha(turned, metric)).toBeCloseTo(expected, 12)
    }
  })

  test('depends on the order of the values alone where it is ordinal, on their distances where it is not', () => {
    const units = referenceUnits('krippendorff2011_C_four_observers')
    const stretched = units.map((unit) => unit.map((value) => value ** 3 - 40.5))
    const scaled = units.map((unit) => unit.map((value) => 7 - 0.25 * value))
    expect(alpha(stretched, 'ordinal')).toBe(alpha(units, 'ordinal'))
    expect(alpha(stretched, 'interval')).not.toBeCloseTo(alpha(units, 'interval') ?? 0, 2)
    for (const metric of metrics) expect(alpha(scaled, metric)).toBeCloseTo(alpha(units, metric) ?? 0, 12)
  })
})

describe('the interval of alpha', () => {
  test('lies around the estimate where there are many papers, and is narrow', () => {
    const { papers, alpha, interval } = acrossPapers(manyPapers(300, 7), group)
    expect(papers).toBe(300)
    if (alpha === null || interval === null) throw new Error('It should be defined')
    expect(interval.low).toBeLessThan(alpha)
    expect(interval.high).toBeGreaterThan(alpha)
    expect(interval.high - interval.low).toBeLessThan(0.12)
  })

  // Another program, written for this table alone, drew 40,000 times with Python's own generator.
  test.each([
    { name: 'synthetic_24', low: 0.284, high: 0.619 },
    { name: 'synthetic_36', low: 0.3212, high: 0.6698 },
  ])('of $name is what 40,000 other draws give', ({ name, low, high }) => {
    const { interval } = acrossPapers(referenceUnits(name), group)
    expect(Math.abs((interval?.low ?? 9) - low)).toBeLessThan(0.02)
    expect(Math.abs((interval?.high ?? 9) - high)).toBeLessThan(0.02)
  })

  test('is the same for the same answers, in whatever order, and with papers that one person answered', () => {
    const units = manyPapers(40, 3)
    const { interval } = acrossPapers(units, group)
    expect(interval).not.toBeNull()
    expect(acrossPapers(units, group).interval).toEqual(interval)
    const turned = units.map((unit) => unit.toReversed()).toReversed()
    expect(acrossPapers([[2], ...turned, [], [0]], group).interval).toEqual(interval)
  })

  test('is drawn anew for each group and axis', () => {
    const units = manyPapers(40, 3)
    const intervals = [
      group,
      { ...group, axis: 'column' },
      { ...group, group: 'table:square' },
      { group: 'table:roundrow', axis: '' },
    ].map((of) => JSON.stringify(acrossPapers(units, of).interval))
    expect(new Set(intervals).size).toBe(4)
  })

  test('is not given before ten papers with two answers', () => {
    const units = manyPapers(10, 5)
    expect(acrossPapers(units, group).interval).not.toBeNull()
    const nine = acrossPapers([...units.slice(1), [1]], group)
    expect(nine).toMatchObject({ papers: 9, interval: null })
    expect(nine.alpha).not.toBeNull()
  })

  test('is not given where more than a quarter of the draws show no variation', () => {
    // One mixed paper of ten is missed by 0.9^10 = 35 % of the draws, one of two by 0.8^10 = 11 %.
    expect(ordinalInterval(coincidencesOf([...repeated(9, [1, 1]), [0, 1]]), group)).toBeNull()
    expect(ordinalInterval(coincidencesOf([...repeated(8, [1, 1]), [0, 1], [0, 1]]), group)).not.toBeNull()
  })
})

describe('seeded draws', () => {
  // The first outputs of the authors' own program (xoshiro128starstar.c, 1.1) from the state 1, 2, 3, 4.
  test('are those of xoshiro128**', () => {
    const next = xoshiro128([1, 2, 3, 4])
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  test('give every number below n about as often as any other, and nothing else', () => {
    const draw = createSeededDraws('a seed')
    const times = Array.from({ length: 7 }, () => 0)
    for (let i = 0; i < 70_000; i += 1) {
      const drawn = draw(7)
      times[drawn] = (times[drawn] ?? 0) + 1
    }
    expect(times).toHaveLength(7)
    for (const n of times) expect(Math.abs(n - 10_000)).toBeLessThan(500)
  })
})

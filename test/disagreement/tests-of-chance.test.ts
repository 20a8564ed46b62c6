import { describe, expect, test } from 'vitest'
import { binomialTails } from '../../src/disagreement/binomial.ts'
import { fisherP } from '../../src/disagreement/fisher.ts'
import { exactBinomial, exactFisher, toNumber } from './exact.ts'

const table = (a: number, b: number, c: number, d: number) =>
  [
    [a, b],
    [c, d],
  ] as const

describe("Fisher's exact test", () => {
  // The second is Fisher's lady tasting tea, 0.4857 in R's documentation of fisher.test, the third its convictions of
  // twins, of which R gives the two-sided 0.0005367.
  test.each([
    { of: [3, 0, 0, 4], p: 1 / 35 },
    { of: [3, 1, 1, 3], p: 34 / 70 },
    { of: [2, 10, 15, 3], p: 0.000536724119143435 },
    { of: [3, 0, 0, 3], p: 0.1 },
    { of: [2, 0, 0, 5], p: 1 / 21 },
  ] as const)('of $of is $p', ({ of: [a, b, c, d], p }) => {
    expect(fisherP(table(a, b, c, d))).toBeCloseTo(p, 12)
  })

  test('is exact for every table of at most 14 people', () => {
    const wrong: string[] = []
    for (let n = 1; n <= 14; n += 1)
      for (let a = 0; a <= n; a += 1)
        for (let b = 0; a + b <= n; b += 1)
          for (let c = 0; a + b + c <= n; c += 1) {
            const d = n - a - b - c
            const p = fisherP(table(a, b, c, d))
            if (!(Math.abs(p - toNumber(exactFisher(a, b, c, d))) <= 1e-12))
              wrong.push(`${[a, b, c, d]}: ${p}`)
          }
    expect(wrong).toEqual([])
  })

  test.each([
    [40, 31, 26, 45],
    [90, 20, 7, 1],
    [0, 60, 60, 1],
  ])('is exact for %i, %i, %i, %i', (a, b, c, d) => {
    expect(fisherP(table(a, b, c, d))).toBeCloseTo(toNumber(exactFisher(a, b, c, d)), 12)
  })

  test('is the same whichever group and whichever category comes first', () => {
    const p = fisherP(table(7, 2, 3, 9))
    for (const [a, b, c, d] of [
      [2, 7, 9, 3],
      [3, 9, 7, 2],
      [7, 3, 2, 9],
    ] as const)
      expect(fisherP(table(a, b, c, d))).toBeCloseTo(p, 14)
  })

  test('finds nothing where a margin is empty, and what is certain among very many', () => {
    expect(fisherP(table(0, 0, 3, 4))).toBe(1)
    expect(fisherP(table(5, 0, 7, 0))).toBe(1)
    expect(fisherP(table(50_000, 0, 0, 49_999))).toBe(0)
  })
})

describe('the tails of the binomial distribution', () => {
  test('are exact for every count of at most 16 and every share in sixteenths', () => {
    const wrong: string[] = []
    for (let trials = 0; trials <= 16; trials += 1)
      for (let successes = 0; successes <= trials; successes += 1)
        for (let k = 1; k < 16; k += 1) {
          const { atLeast, atMost } = binomialTails(successes, trials, k / 16)
          const more = toNumber(exactBinomial(trials, [k, 16], successes, trials))
          const fewer = toNumber(exactBinomial(trials, [k, 16], 0, successes))
          if (!(Math.abs(atLeast - more) <= 1e-12 && Math.abs(atMost - fewer) <= 1e-12))
            wrong.push(`${successes} of ${trials} at ${k}/16`)
        }
    expect(wrong).toEqual([])
  })

  test('are exact for two hundred, and add up among very many', () => {
    expect(binomialTails(110, 200, 0.5).atLeast).toBeCloseTo(
      toNumber(exactBinomial(200, [1, 2], 110, 200)),
      12,
    )
    const { atLeast, atMost } = binomialTails(12_500, 99_998, 1 / 8)
    expect(atLeast + atMost).toBeCloseTo(1 + 0.0038, 3)
    expect(binomialTails(99_998, 99_998, 1 / 8).atLeast).toBe(0)
  })
})

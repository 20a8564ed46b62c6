import { expect, test } from 'vitest'
import { backoff } from '../../src/time/backoff.ts'

const limits = { minMs: 300, maxMs: 20_000 }

test.each([
  [0, 300, 300],
  [1, 300, 600],
  [2, 300, 1200],
  [6, 300, 19_200],
  [7, 300, 20_000],
  [1000, 300, 20_000],
])('after %i failures in a row a pause is %i to %i ms', (failures, shortest, longest) => {
  expect(backoff({ ...limits, random: () => 0 })(failures)).toBe(shortest)
  expect(backoff({ ...limits, random: () => 1 })(failures)).toBe(longest)
  expect(backoff({ ...limits, random: () => 0.5 })(failures)).toBe((shortest + longest) / 2)
})

test('a pause is never shorter than the minimum, even where that is above the maximum', () => {
  expect(backoff({ minMs: 500, maxMs: 100, random: () => 0 })(3)).toBe(500)
})

test('a pause is a whole number of ms', () => {
  expect(Number.isInteger(backoff({ minMs: 1, maxMs: 1000, random: () => 1 / 3 })(5))).toBe(true)
})

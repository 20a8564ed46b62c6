import { expect, test } from 'vitest'
import { tryMixes } from '../bot/typed-mixes.ts'

test('of 100,000 mixes of words, none loses a word, an end or a wish for privacy', () => {
  const seed = 20_261_128
  const { faults, slowest } = tryMixes(seed, 100_000)
  console.info(`seed ${seed}; the slowest took ${slowest.ms.toFixed(1)} ms: ${JSON.stringify(slowest.text)}`)
  expect(faults).toEqual([])
})

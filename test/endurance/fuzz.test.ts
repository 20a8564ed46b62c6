import { randomInt } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { createEdges } from '../fuzz/edges.ts'
import { hangMs } from '../fuzz/try-edge.ts'
import { temporaryStore } from '../store/stored.ts'

const temporary = await temporaryStore()
const edges = await createEdges(temporary.store)
const seed = randomInt(2 ** 31)

describe('a million inputs', () => {
  afterAll(() => temporary[Symbol.asyncDispose]())

  test('they are a million', () => {
    expect(edges.reduce((sum, { share }) => sum + share, 0)).toBe(1_000_000)
  })

  test.each(edges)('no $name crash their reader', async (edge) => {
    const { name, tries, crash, slowest } = await edge.tryOut(seed, edge.share)
    console.info(
      `${name}: ${tries} inputs, seed ${seed}; the slowest took ${slowest.ms.toFixed(1)} ms: ${slowest.input}`,
    )
    expect(crash).toBeUndefined()
    expect(slowest.ms).toBeLessThanOrEqual(hangMs)
  })
})

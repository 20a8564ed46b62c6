import { expect, test } from 'vitest'
import { summaryOf } from '../../src/disagreement/summary.ts'
import { smallGrids } from '../disagreement/grids.ts'
import { tallyWith } from '../disagreement/reference.ts'
import { indifferentLines } from '../disagreement/truth.ts'

test('no line about up to six votes would hold with one of its numbers changed', () => {
  const tallies = smallGrids.map((cells) => tallyWith({ cells }))
  for (const state of ['open', 'closed'] as const) {
    const summaries = tallies.map((tally) => summaryOf(tally, { round: { number: 1, state } }))
    expect(indifferentLines(tallies, summaries, state)).toEqual([])
  }
})

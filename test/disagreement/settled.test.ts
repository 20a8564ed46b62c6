import { describe, expect, test } from 'vitest'
import { reportSummary } from '../../src/disagreement/poll-summary.ts'
import { pollWith } from './extras.ts'
import { type Answer, type ExtraBallot, reference } from './reference.ts'

const level = (index: number): 0 | 1 | 2 => (index === 0 ? 0 : index === 1 ? 1 : 2)

function ballotAt(answer: Answer): ExtraBallot {
  if (answer === 'A') return { kind: 'applications' }
  if (answer === 'U') return { kind: 'placement', row: null, column: null }
  return { kind: 'placement', row: level(Math.floor(answer / 3)), column: level(answer % 3) }
}

/** An answer as the moves of an export have it. */
const partAt = (answer: Answer) =>
  answer === 'A' ? ('applications' as const) : answer === 'U' ? ('unsure' as const) : answer

/** How many went from which answer to which; they are exported from five returning voters on. */
function movesOf(pairs: readonly (readonly [Answer, Answer])[]) {
  const counts = new Map<string, { from: Answer; to: Answer; count: number }>()
  for (const [from, to] of pairs) {
    const { count } = counts.get(`${from} ${to}`) ?? { count: 0 }
    counts.set(`${from} ${to}`, { from, to, count: count + 1 })
  }
  const moves = [...counts.values()].map(({ from, to, count }) => ({
    from: partAt(from),
    to: partAt(to),
    count,
  }))
  return pairs.length < 5 ? {} : { moves }
}

describe('the summary of a second round', () => {
  test.each(reference.twoRounds.map((row, i) => ({ ...row, i })))(
    '$i, $state, with $visibility, says to the letter whether the question before it was settled: $settled',
    ({ pairs, left, joined, state, visibility, settled, summary }) => {
      const before = [...pairs.map(([from]) => from), ...left].map((answer, i) => ({ id: `v_${i}`, answer }))
      const now = [
        ...pairs.map(([, to], i) => ({ id: `v_${i}`, answer: to })),
        ...joined.map((answer, i) => ({ id: `v_new${i}`, answer })),
      ]
      const cast = (all: typeof before) =>
        all.map(({ id, answer }) => ({ ...ballotAt(answer), voter: { id } }))
      const poll = pollWith({ state, visibility }, [
        { number: 1, state: 'closed', ballots: cast(before) },
        {
          number: 2,
          state,
          ballots: cast(now),
          settled,
          ...(visibility === 'anonymous' && state === 'closed' && movesOf(pairs)),
        },
      ])
      expect(reportSummary(poll)?.lines).toEqual(summary)
    },
  )
})

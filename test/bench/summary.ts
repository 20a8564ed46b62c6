import { summaryOf } from '../../src/disagreement/summary.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { seeded } from '../seeded.ts'
import { percentile, print, ratio } from './figures.ts'

const runs = 200
const round = { number: 1, state: 'closed' } as const

/** The six lines from so many ballots, against counting the same ballots alone; interleaved. */
export function benchSummary(): void {
  console.log('\nThe six lines')
  for (const ballots of [10, 1000, 10_000, 100_000]) {
    const stances = randomStances(ballots)
    const times = { counting: [] as number[], whole: [] as number[] }
    for (let run = 0; run < runs; run += 1) {
      times.counting.push(timed(() => tallyOf(stances)))
      times.whole.push(timed(() => summaryOf(tallyOf(stances), { round })))
    }
    const [counting, whole] = [percentile(times.counting, 0.5), percentile(times.whole, 0.5)]
    print(
      `${ballots.toLocaleString('en')} ballots counted and summarised, median`,
      `${whole.toFixed(2)} ms`,
      `counting alone ${counting.toFixed(2)} ms (${ratio(whole, counting)}); slowest ${Math.max(...times.whole).toFixed(2)} ms`,
    )
  }
  const [few, many] = [10, 10_000_000].map((ballots) =>
    heldBy(() => summaryOf(tallyOf(endless(ballots)), { round })),
  )
  print('heap in use after 10,000,000 ballots', `${many?.toFixed(1)} MB`, `after 10: ${few?.toFixed(1)} MB`)
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function heldBy(run: () => unknown): number {
  run()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const randomStances = (count: number): readonly Stance[] => [...endless(count)]

function* endless(count: number): Iterable<Stance> {
  const random = seeded(7)
  const levels = [0, 1, 2, null] as const
  for (let i = 0; i < count; i += 1) {
    const [row = 0, column = 0] = [levels[Math.floor(3.2 * random())], levels[Math.floor(3.2 * random())]]
    yield random() < 0.1 ? { kind: 'applications' } : { kind: 'placement', row, column }
  }
}

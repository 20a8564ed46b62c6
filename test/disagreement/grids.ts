import type { Tally } from '../../src/grid/tally.ts'
import { seeded } from '../seeded.ts'
import { tallyWith } from './reference.ts'

/** Every way to divide so many votes among so many places, in the same order every time. */
export function divisions(votes: number, places: number): readonly (readonly number[])[] {
  if (places === 1) return [[votes]]
  return Array.from({ length: votes + 1 }, (_, first) =>
    divisions(votes - first, places - 1).map((rest) => [first, ...rest]),
  ).flat()
}

/** The nine counts of every grid with at most six votes, 5,005 of them. */
export const smallGrids = [0, 1, 2, 3, 4, 5, 6].flatMap((votes) => divisions(votes, 9))

/** Tallies of every size and density, half of them with answers that are partial or off the grid. */
export function largeTallies(n: number, seed: number): readonly Tally[] {
  const random = seeded(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const ceilings = [2, 3, 4, 10, 31, 1001, 100_000]
  return Array.from({ length: n }, (_, i) => {
    const [ceiling = 2, density] = [ceilings[below(ceilings.length)], random()]
    const counts = (length: number, share = 1) =>
      Array.from({ length }, () => (random() < density * share ? below(ceiling) : 0))
    const cells = counts(9)
    if (i % 2 === 0) return tallyWith({ cells })
    const [unsure = 0, applications = 0] = counts(2, 0.8)
    return { cells, rowOnly: counts(3, 0.5), columnOnly: counts(3, 0.5), unsure, applications }
  })
}

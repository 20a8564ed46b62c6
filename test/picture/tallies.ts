import type { Tally } from '../../src/grid/tally.ts'
import { seeded } from '../seeded.ts'

/** Tallies of every size, from nobody to a crowd, with every kind of answer. */
export function tallies(count: number): readonly Tally[] {
  const random = seeded(7)
  const counts = (length: number, most: number) =>
    Array.from({ length }, () => Math.max(0, Math.floor((2 * random() - 1) * most)))
  return Array.from({ length: count }, (_, i) => {
    const most = [1, 3, 6, 40, 3000][i % 5] ?? 1
    const [unsureOnBoth = 0, neither = 0] = counts(2, most + 1)
    return {
      cells: counts(9, most + 1),
      rowOnly: counts(3, most),
      columnOnly: counts(3, most),
      unsure: unsureOnBoth,
      applications: neither,
    }
  })
}

import { type Counts, countAt, sum } from '../grid/counts.ts'

/** What makes two values differ: that they are not the same, the answers between them, or their difference. */
export type Metric = 'nominal' | 'ordinal' | 'interval'

/** What one paper adds to the coincidences of all. Values stand by their index in {@link Coincidences.values}. */
export interface PaperCoincidences {
  /** How often each value was given. */
  readonly counts: Counts
  /** Its pairs of two different values; equal ones differ by nothing, so they never enter the sum. */
  readonly mixed: readonly Mixed[]
}

interface Mixed {
  readonly lower: number
  readonly upper: number
  /** o_ck of this paper: pairs of voters who gave the one and the other, divided by m_u − 1. */
  readonly weight: number
}

/** All that alpha needs of the answers. Papers may be left out or repeated without computing any of it again. */
export interface Coincidences {
  /** Every value that occurs, ascending. */
  readonly values: readonly number[]
  /** Only papers with at least two values: one alone can't agree with anything. */
  readonly papers: readonly PaperCoincidences[]
}

/**
 * Krippendorff's alpha ("Computing Krippendorff's Alpha-Reliability", 2011): how much less voters differ on the same
 * paper than answers drawn from all papers would; docs/disagreement.md 8.1.
 *
 * @param units For each paper the values it was given, in any order: any finite numbers, nothing for who gave none.
 * @returns 1 (the same on every paper) … 0 (as by chance) … below 0 (systematically apart). Null if only one value
 * occurs, or if no paper has two.
 */
export const alpha = (units: readonly (readonly number[])[], metric: Metric): number | null =>
  alphaOf(coincidencesOf(units), metric)

export function coincidencesOf(units: readonly (readonly number[])[]): Coincidences {
  const paired = units.filter((given) => given.length >= 2)
  const values = [...new Set(paired.flat())].toSorted((a, b) => a - b)
  const indices = new Map(values.map((value, i) => [value, i]))
  return { values, papers: paired.map((given) => paperCoincidences(given, indices)) }
}

function paperCoincidences(
  given: readonly number[],
  indices: ReadonlyMap<number, number>,
): PaperCoincidences {
  const counts = Array.from({ length: indices.size }, () => 0)
  for (const value of given) {
    const i = indices.get(value) ?? 0
    counts[i] = countAt(counts, i) + 1
  }
  const taken = [...counts.keys()].filter((i) => countAt(counts, i) > 0)
  const mixed = taken.flatMap((lower, i) =>
    taken.slice(i + 1).map((upper) => ({
      lower,
      upper,
      weight: (countAt(counts, lower) * countAt(counts, upper)) / (given.length - 1),
    })),
  )
  return { counts, mixed }
}

/**
 * α = 1 − (n − 1) · Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, both sums over c < k: δ² is the same both ways round and 0 where
 * c = k. Null as for {@link alpha}.
 */
export function alphaOf({ values, papers }: Coincidences, metric: Metric): number | null {
  const totals = values.map((_, c) => papers.reduce((n, { counts }) => n + countAt(counts, c), 0))
  const squared = squaredDistance(metric, values, totals)
  let [observed, expected] = [0, 0]
  for (const { mixed } of papers)
    for (const { lower, upper, weight } of mixed) observed += weight * squared(lower, upper)
  for (let c = 0; c < totals.length; c += 1)
    for (let k = c + 1; k < totals.length; k += 1)
      expected += countAt(totals, c) * countAt(totals, k) * squared(c, k)
  return expected === 0 ? null : 1 - ((sum(totals) - 1) * observed) / expected
}

/** δ² of two different values, by index. */
function squaredDistance(
  metric: Metric,
  values: readonly number[],
  totals: Counts,
): (c: number, k: number) => number {
  if (metric === 'nominal') return () => 1
  const places = metric === 'interval' ? values : midRanks(totals)
  return (c, k) => (countAt(places, c) - countAt(places, k)) ** 2
}

/**
 * Where the answers of each value stand on average when all are put in order. Two of them are as far apart as
 * Krippendorff's ordinal δ says: Σ n_g from c to k, less half of n_c and of n_k.
 */
function midRanks(totals: Counts): readonly number[] {
  let below = 0
  return totals.map((count) => {
    below += count
    return below - count / 2
  })
}

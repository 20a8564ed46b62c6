import { type Counts, countAt, sum } from '../grid/counts.ts'

/** How two values differ: nominal, by being unequal; ordinal, by the answers between them; interval, by difference. */
export type Metric = 'nominal' | 'ordinal' | 'interval'

/** One paper's part of the coincidences. Values are given by their index in {@link Coincidences.values}. */
export interface PaperCoincidences {
  /** The number of answers with each value. */
  readonly counts: Counts
  /** The pairs of different values. Equal values have distance 0 and don't affect the sum. */
  readonly mixed: readonly MixedPair[]
}

interface MixedPair {
  readonly lower: number
  readonly upper: number
  /** This paper's part of o_ck: the pairs of voters with values c and k, divided by m_u − 1; m_u is its voters. */
  readonly weight: number
}

/** The input of alpha, by paper, so that papers can be removed or repeated without recomputing it. */
export interface Coincidences {
  /** Every value that occurs, ascending. */
  readonly values: readonly number[]
  /** Only papers with at least two values; a single value has no pair. */
  readonly papers: readonly PaperCoincidences[]
}

/**
 * Krippendorff's alpha ("Computing Krippendorff's Alpha-Reliability", 2011): 1 − observed / expected disagreement, the
 * observed one within papers and the expected one between answers drawn from all papers; docs/disagreement.md 8.1.
 *
 * @param units For each paper its values, in any order: any finite numbers, without missing answers.
 * @returns 1 (the same on every paper) … 0 (as by chance) … below 0 (systematically apart). Null if only one value
 *   occurs, or if no paper has two.
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

/** Sums over papers, of which alpha is made. */
interface Sums {
  /** n_c, the answers with each value. */
  readonly totals: number[]
  /** o_ck for c < k, at c · values + k. */
  readonly weights: number[]
}

/** α of all papers; range and null as for {@link alpha}. */
export const alphaOf = ({ values, papers }: Coincidences, metric: Metric): number | null =>
  alphaOfPapers(values, papers.length, (i) => papers[i], metric)

/**
 * α = 1 − (n − 1) · Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, both sums over c < k, because δ² is symmetric and 0 for c = k. n is
 * the number of answers, n_c those with value c. Range and null as for {@link alpha}.
 *
 * @param paperAt The papers, of which some may come several times.
 */
export function alphaOfPapers(
  values: readonly number[],
  papers: number,
  paperAt: (i: number) => PaperCoincidences | undefined,
  metric: Metric,
): number | null {
  const { totals, weights } = sumPapers(values.length, papers, paperAt)
  const squared = squaredDistance(metric, values, totals)
  let [observed, expected] = [0, 0]
  for (let c = 0; c < totals.length; c += 1)
    for (let k = c + 1; k < totals.length; k += 1) {
      observed += countAt(weights, c * totals.length + k) * squared(c, k)
      expected += countAt(totals, c) * countAt(totals, k) * squared(c, k)
    }
  return expected === 0 ? null : 1 - ((sum(totals) - 1) * observed) / expected
}

/** Loops over indices, because an interval sums thousands of papers thousands of times. */
function sumPapers(
  size: number,
  papers: number,
  paperAt: (i: number) => PaperCoincidences | undefined,
): Sums {
  const totals = new Array<number>(size).fill(0)
  const weights = new Array<number>(size * size).fill(0)
  for (let i = 0; i < papers; i += 1) {
    const paper = paperAt(i)
    if (paper === undefined) continue
    const { counts, mixed } = paper
    for (let c = 0; c < size; c += 1) totals[c] = (totals[c] ?? 0) + (counts[c] ?? 0)
    for (let at = 0; at < mixed.length; at += 1) {
      const pair = mixed[at]
      if (pair === undefined) continue
      const cell = pair.lower * size + pair.upper
      weights[cell] = (weights[cell] ?? 0) + pair.weight
    }
  }
  return { totals, weights }
}

/** The squared distance δ² of two different values, by their indices. */
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
 * The mean rank (plus a constant) of the answers with each value. The difference of two mean ranks is Krippendorff's
 * ordinal δ_ck: Σ n_g for g from c to k, minus (n_c + n_k) / 2.
 */
function midRanks(totals: Counts): readonly number[] {
  let below = 0
  return totals.map((count) => {
    below += count
    return below - count / 2
  })
}

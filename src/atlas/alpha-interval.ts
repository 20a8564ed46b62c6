import { countAt } from '../grid/counts.ts'
import { alphaOf, type Coincidences, coincidencesOf, type PaperCoincidences } from './alpha.ts'
import { createSeededDraws } from './seeded-draws.ts'

/** The 95 % bootstrap interval of alpha over papers. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** How consistently a group uses an axis across papers; docs/disagreement.md 8.1. */
export interface AcrossPapers {
  /** k, the papers with at least two answers on the axis. */
  readonly papers: number
  /** Krippendorff's ordinal alpha, at most 1; null if only one value occurs, or if no paper has two answers. */
  readonly alpha: number | null
  /** The one value that occurs, if only one does. */
  readonly only?: number
  /** Null with fewer than ten papers, or if more than a quarter of the resamples have no alpha. */
  readonly interval: Interval | null
}

interface SeedParts {
  /** The group's id. */
  readonly group: string
  readonly axis: string
}

/** With fewer papers (measured at five) the intervals miss the true value far too often. */
export const minPapers = 10
const resamples = 2000
/** Above this share of resamples without an alpha, the others are not representative. */
const maxDroppedShare = 1 / 4

/** @param units For each paper its values on the axis, in any order. */
export function acrossPapers(units: readonly (readonly number[])[], seed: SeedParts): AcrossPapers {
  const coincidences = coincidencesOf(units)
  const papers = coincidences.papers.length
  const [only, another] = coincidences.values
  return {
    papers,
    alpha: alphaOf(coincidences, 'ordinal'),
    ...(only !== undefined && another === undefined && { only }),
    interval: papers < minPapers ? null : ordinalInterval(coincidences, seed),
  }
}

/**
 * The bootstrap interval of the ordinal alpha: 2,000 resamples of the papers with replacement, the 2.5th to the 97.5th
 * percentile. Reproducible: the same answers in the same group give the same interval, in whatever order they come.
 */
export function ordinalInterval(
  { values, papers }: Coincidences,
  { group, axis }: SeedParts,
): Interval | null {
  const ordered = papers.toSorted(byCounts)
  const draw = createSeededDraws(JSON.stringify([group, axis]))
  const drawPapers = () => ordered.flatMap(() => ordered[draw(ordered.length)] ?? [])
  const alphas = Array.from({ length: resamples }, () => alphaOf({ values, papers: drawPapers() }, 'ordinal'))
  const kept = alphas.filter((alpha) => alpha !== null).toSorted((a, b) => a - b)
  if (resamples - kept.length > maxDroppedShare * resamples) return null
  return { low: quantile(kept, 0.025), high: quantile(kept, 0.975) }
}

function byCounts({ counts }: PaperCoincidences, { counts: others }: PaperCoincidences): number {
  const differing = counts.findIndex((count, i) => count !== countAt(others, i))
  return countAt(counts, differing) - countAt(others, differing)
}

/** The quantile of type 7, with linear interpolation (Hyndman & Fan, The American Statistician 50, 1996). */
function quantile(ascending: readonly number[], p: number): number {
  const position = p * (ascending.length - 1)
  const before = Math.floor(position)
  const low = countAt(ascending, before)
  return low + (position - before) * (countAt(ascending, Math.ceil(position)) - low)
}

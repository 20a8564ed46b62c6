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
  /** Null with fewer than ten papers, or if more than a quarter of the resamples have no alpha. */
  readonly interval: Interval | null
}

interface SeedParts {
  /** The group's id. */
  readonly group: string
  readonly axis: string
}

/** With fewer papers (measured at five) the intervals miss the true value far too often. */
const minPapers = 10
const resamples = 2000
/** Above this share of resamples without an alpha, the others are not representative. */
const maxDroppedShare = 1 / 4
const maxWidth = 0.4
const [reliable, tentative] = [0.8, 0.667]
/** Keeps rounding errors from failing a cut-off that is met exactly; docs/disagreement.md 5. */
const slack = 1e-12

/** @param units For each paper its values on the axis, in any order. */
export function acrossPapers(units: readonly (readonly number[])[], seed: SeedParts): AcrossPapers {
  const coincidences = coincidencesOf(units)
  const papers = coincidences.papers.length
  return {
    papers,
    alpha: alphaOf(coincidences, 'ordinal'),
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

/** "Agreement across papers 0.71 (between 0.67 and 0.76): good enough for tentative conclusions." */
export function acrossPapersLine({ papers, alpha, interval }: AcrossPapers): string {
  if (papers === 0) return 'Agreement across papers: not enough shared papers.'
  if (papers < minPapers) return `Not enough papers yet (${papers} of ${minPapers}).`
  if (alpha === null) return 'Agreement across papers: no variation.'
  if (interval === null) return `Agreement across papers about ${formatDecimals(alpha)}; more papers needed.`
  const between = `(between ${formatDecimals(interval.low)} and ${formatDecimals(interval.high)})`
  if (interval.high - interval.low > maxWidth + slack)
    return `Agreement across papers about ${formatDecimals(alpha)} ${between}; more papers needed.`
  const verdict = verdictOf(interval)
  return `Agreement across papers ${formatDecimals(alpha)} ${between}${verdict === undefined ? '' : `: ${verdict}`}.`
}

/** The conclusion by Krippendorff's cut-offs 0.8 and 0.667; `undefined` if the interval contains 0.667. */
function verdictOf({ low, high }: Interval): string | undefined {
  if (low >= reliable - slack) return 'reliable'
  if (low >= tentative - slack) return 'good enough for tentative conclusions'
  if (high < tentative - slack) return 'the group does not yet use this axis the same way'
  return undefined
}

/** Two decimals, with the minus sign U+2212, and no sign on 0.00. */
function formatDecimals(number: number): string {
  const size = Math.abs(number).toFixed(2)
  return number < 0 && size !== '0.00' ? `−${size}` : size
}

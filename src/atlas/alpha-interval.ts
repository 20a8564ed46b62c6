import { countAt } from '../grid/counts.ts'
import { alphaOf, type Coincidences, coincidencesOf, type PaperCoincidences } from './alpha.ts'
import { createSeededDraws } from './seeded-draws.ts'

/** Where alpha would lie with other papers of the same kind, in 95 of 100 cases. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** How far a group uses an axis alike; docs/disagreement.md 8.1. */
export interface AcrossPapers {
  /** k, the papers with at least two answers on the axis. */
  readonly papers: number
  /** Krippendorff's ordinal alpha, at most 1; null if only one value occurs, or if no paper has two. */
  readonly alpha: number | null
  /** Null with fewer than ten papers, and where too many resamples have no alpha. */
  readonly interval: Interval | null
}

interface SeedParts {
  /** What the group is known by. */
  readonly group: string
  readonly axis: string
}

/** At five papers such intervals miss the true value far too often, so there are none before ten. */
const minPapers = 10
const resamples = 2000
/** Above this share of resamples without an alpha, the others tell of unusual papers only. */
const maxDroppedShare = 1 / 4
const maxWidth = 0.4
const [reliable, tentative] = [0.8, 0.667]
/** A cut-off that is met exactly mustn't be missed for the rounding of a sum; docs/disagreement.md 5. */
const slack = 1e-12

/** @param units For each paper the values it was given on the axis, in any order. */
export function acrossPapers(units: readonly (readonly number[])[], of: SeedParts): AcrossPapers {
  const coincidences = coincidencesOf(units)
  const papers = coincidences.papers.length
  return {
    papers,
    alpha: alphaOf(coincidences, 'ordinal'),
    interval: papers < minPapers ? null : ordinalInterval(coincidences, of),
  }
}

/**
 * The bootstrap interval of the ordinal alpha: 2,000 times as many papers as there are, drawn with replacement. The
 * same answers in the same group always give the same interval, in whatever order papers and answers come.
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

/** Type 7 of Hyndman & Fan (The American Statistician 50, 1996): between two numbers, a straight line. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1)
  const before = Math.floor(place)
  const low = countAt(ascending, before)
  return low + (place - before) * (countAt(ascending, Math.ceil(place)) - low)
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

/** What may be concluded, after Krippendorff's own cut-offs; nothing where the interval lies across one. */
function verdictOf({ low, high }: Interval): string | undefined {
  if (low >= reliable - slack) return 'reliable'
  if (low >= tentative - slack) return 'good enough for tentative conclusions'
  if (high < tentative - slack) return 'the group does not yet use this axis the same way'
  return undefined
}

/** Two of them, with a true minus, and none on 0.00. */
function formatDecimals(number: number): string {
  const size = Math.abs(number).toFixed(2)
  return number < 0 && size !== '0.00' ? `−${size}` : size
}

import { countAt } from '../grid/counts.ts'
import { alphaOf, alphaOfPapers, type Coincidences, coincidencesOf, type PaperCoincidences } from './alpha.ts'
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
  return toAcrossPapers(coincidences, isEnough(coincidences) ? ordinalInterval(coincidences, seed) : null)
}

/** As {@link acrossPapers}. @param takeBreak Awaited between two resamples, so that other work goes on. */
export async function acrossPapersInPieces(
  units: readonly (readonly number[])[],
  seed: SeedParts,
  takeBreak: () => Promise<void>,
): Promise<AcrossPapers> {
  const coincidences = coincidencesOf(units)
  if (!isEnough(coincidences)) return toAcrossPapers(coincidences, null)
  const alphas: (number | null)[] = []
  for (const alpha of resample(coincidences, seed)) {
    alphas.push(alpha)
    await takeBreak()
  }
  return toAcrossPapers(coincidences, intervalOf(alphas))
}

const isEnough = ({ papers }: Coincidences): boolean => papers.length >= minPapers

function toAcrossPapers(coincidences: Coincidences, interval: Interval | null): AcrossPapers {
  const [only, another] = coincidences.values
  return {
    papers: coincidences.papers.length,
    alpha: alphaOf(coincidences, 'ordinal'),
    ...(only !== undefined && another === undefined && { only }),
    interval,
  }
}

/**
 * The bootstrap interval of the ordinal alpha: 2,000 resamples of the papers with replacement, the 2.5th to the 97.5th
 * percentile. Reproducible: the same answers in the same group give the same interval, in whatever order they come.
 */
export const ordinalInterval = (coincidences: Coincidences, seed: SeedParts): Interval | null =>
  intervalOf([...resample(coincidences, seed)])

/** The alphas of the resamples. */
function* resample(
  { values, papers }: Coincidences,
  { group, axis }: SeedParts,
): Generator<number | null, void> {
  const ordered = papers.toSorted(byCounts)
  const draw = createSeededDraws(JSON.stringify([group, axis]))
  const drawPaper = () => ordered[draw(ordered.length)]
  for (let i = 0; i < resamples; i += 1) yield alphaOfPapers(values, ordered.length, drawPaper, 'ordinal')
}

function intervalOf(alphas: readonly (number | null)[]): Interval | null {
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

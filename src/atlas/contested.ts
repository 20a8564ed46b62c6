import { pairsAmong, stepsByAxis } from '../disagreement/gap.ts'
import { sum } from '../grid/counts.ts'
import { fullOf, placementsOf, type Tally, votesOf } from '../grid/tally.ts'

/** A paper with the counts of the round that represents its poll. */
export interface PolledPaper<Item> {
  /** The caller's own value for the paper. */
  readonly item: Item
  readonly tally: Tally
  /** In ms since 1970. */
  readonly openedAt: number
}

/** A paper on whose cell its voters differ. */
export interface Contested<Item> {
  readonly paper: PolledPaper<Item>
  /** m, the full placements; at least 3. */
  readonly full: number
  /** D, the mean gap between two voters on both axes together, 0 … 8/3 steps. */
  readonly gap: number
  /** D_shrunk: D shrunk toward the mean of the group's papers, more so with fewer placements. */
  readonly shrunkGap: number
}

/** A paper on which voters differ about whether it belongs on the grid. */
export interface Divided<Item> {
  readonly paper: PolledPaper<Item>
  readonly applications: number
  readonly placements: number
  /** min(a, g)/N, a the applications, g the placements, N the votes; at most ½. */
  readonly share: number
}

export interface ContestedPapers<Item> {
  /** The largest shrunk gap first. */
  readonly onGrid: readonly Contested<Item>[]
  /** The most even split first. None of these is in the other list. */
  readonly gridOrApplications: readonly Divided<Item>[]
}

/** Full placements of a paper. */
export const minPlacements = 3
/** The weight of the group's mean gap, as a number of placements of a paper. */
const weightOfMean = 3

/**
 * The contested papers of a group, in two lists without a common paper; docs/disagreement.md 8.3. Ties: more
 * placements (in the second list, more votes), then the older poll, then the order of the input.
 */
export function findContestedPapers<Item>(papers: readonly PolledPaper<Item>[]): ContestedPapers<Item> {
  const meanOfGroup = meanGapOf(papers.filter(({ tally }) => hasGap(tally)))
  return {
    onGrid: papers
      .filter(({ tally }) => hasGap(tally) && !isDivided(tally))
      .map((paper) => toContested(paper, meanOfGroup))
      .toSorted(
        (a, b) => roundGap(b.shrunkGap) - roundGap(a.shrunkGap) || b.full - a.full || byAge(a.paper, b.paper),
      ),
    gridOrApplications: papers
      .filter(({ tally }) => isDivided(tally))
      .map(toDivided)
      .toSorted((a, b) => byEvenness(a, b) || countVotes(b) - countVotes(a) || byAge(a.paper, b.paper)),
  }
}

const hasGap = (tally: Tally): boolean => fullOf(tally) >= minPlacements

/**
 * Whether both sides, on the grid and applications, have at least two voters and a quarter of all. If placements are
 * not the smaller side, the headline is `applications-contested` then (docs/disagreement.md 6.1).
 */
function isDivided(tally: Tally): boolean {
  const fewer = smallerSide(tally)
  return fewer >= 2 && 4 * fewer >= votesOf(tally)
}

const smallerSide = (tally: Tally): number => Math.min(tally.applications, placementsOf(tally))

/** D̄, the mean of D over all papers with at least three full placements; 0 without any, when it isn't used. */
const meanGapOf = (papers: readonly PolledPaper<unknown>[]): number =>
  papers.length === 0 ? 0 : sum(papers.map(({ tally }) => gapOf(tally))) / papers.length

/** D = D_row + D_col of the full placements, by city-block distance; docs/disagreement.md 2.2. */
function gapOf(tally: Tally): number {
  const { row, column } = stepsByAxis(tally.cells)
  return (row + column) / pairsAmong(fullOf(tally))
}

/** D_shrunk = (m·D + 3·D̄)/(m + 3), m the full placements; docs/disagreement.md 8.3. */
function toContested<Item>(paper: PolledPaper<Item>, meanOfGroup: number): Contested<Item> {
  const [full, gap] = [fullOf(paper.tally), gapOf(paper.tally)]
  return { paper, full, gap, shrunkGap: (full * gap + weightOfMean * meanOfGroup) / (full + weightOfMean) }
}

function toDivided<Item>(paper: PolledPaper<Item>): Divided<Item> {
  return {
    paper,
    applications: paper.tally.applications,
    placements: placementsOf(paper.tally),
    share: smallerSide(paper.tally) / votesOf(paper.tally),
  }
}

/** Rounds to 9 decimals, so that rounding errors don't separate equal gaps. */
const roundGap = (gap: number): number => Math.round(gap * 1e9)

/** Negative if `a` is more even. Compares whole numbers, so that equal shares are equal. */
const byEvenness = (a: Divided<unknown>, b: Divided<unknown>): number =>
  smallerSide(b.paper.tally) * countVotes(a) - smallerSide(a.paper.tally) * countVotes(b)

const countVotes = ({ paper }: Divided<unknown>): number => votesOf(paper.tally)

const byAge = (a: PolledPaper<unknown>, b: PolledPaper<unknown>): number => a.openedAt - b.openedAt

import { pairsAmong, stepsByAxis } from '../disagreement/gap.ts'
import { sum } from '../grid/counts.ts'
import { fullOf, placementsOf, type Tally, votesOf } from '../grid/tally.ts'

/** A paper with the counts of the round that stands for it. */
export interface PolledPaper<Item> {
  /** Whatever the caller knows it by. */
  readonly item: Item
  readonly tally: Tally
  /** In ms since 1970. */
  readonly openedAt: number
}

/** A paper that divides those who place it on the grid. */
export interface Contested<Item> {
  readonly paper: PolledPaper<Item>
  /** m, the full placements; at least 3. */
  readonly full: number
  /** D, the mean gap between two voters in both axes together, 0 … 8/3 in steps. */
  readonly gap: number
  /** D drawn toward the mean of the group's papers, the more the fewer placements there are. */
  readonly shrunkGap: number
}

/** A paper whose first split is whether it belongs on the grid at all. */
export interface Divided<Item> {
  readonly paper: PolledPaper<Item>
  readonly applications: number
  readonly placements: number
  /** min(a, g)/N, at most a half. */
  readonly share: number
}

export interface ContestedPapers<Item> {
  /** The widest gap first. */
  readonly onGrid: readonly Contested<Item>[]
  /** Listed apart from the others, the most even split first. */
  readonly gridOrApplications: readonly Divided<Item>[]
}

const minPlacements = 3
/** The group's mean gap weighs as much as so many placements of a paper. */
const weightOfMean = 3

/**
 * The papers that divide a group, in two lists that share none; docs/disagreement.md 8.3. Ties: more placements (in the
 * second list, more votes), then the older poll, then as they came.
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
 * Whether at least two voters and a quarter of all stand on either side. With no more applications than placements
 * this is where the headline puts that split first (docs/disagreement.md 6.1).
 */
function isDivided(tally: Tally): boolean {
  const fewer = smallerSide(tally)
  return fewer >= 2 && 4 * fewer >= votesOf(tally)
}

const smallerSide = (tally: Tally): number => Math.min(tally.applications, placementsOf(tally))

/** D̄, over the papers of both lists with at least three full placements; 0 without any: nothing is drawn toward it then. */
const meanGapOf = (papers: readonly PolledPaper<unknown>[]): number =>
  papers.length === 0 ? 0 : sum(papers.map(({ tally }) => gapOf(tally))) / papers.length

/** D = D_row + D_col of the full placements, city-block; docs/disagreement.md 2.2. */
function gapOf(tally: Tally): number {
  const { row, column } = stepsByAxis(tally.cells)
  return (row + column) / pairsAmong(fullOf(tally))
}

/** D_shrunk = (m·D + 3·D̄)/(m + 3) */
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

/** To 9 decimals, as silhouettes are: gaps that are equal on paper mustn't differ by the rounding of a sum. */
const roundGap = (gap: number): number => Math.round(gap * 1e9)

/** Below 0 where a is the more even one. In whole numbers, so that equal shares are equal. */
const byEvenness = (a: Divided<unknown>, b: Divided<unknown>): number =>
  smallerSide(b.paper.tally) * countVotes(a) - smallerSide(a.paper.tally) * countVotes(b)

const countVotes = ({ paper }: Divided<unknown>): number => votesOf(paper.tally)

const byAge = (a: PolledPaper<unknown>, b: PolledPaper<unknown>): number => a.openedAt - b.openedAt

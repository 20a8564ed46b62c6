import { type Counts, countAt, findOccupied, sum, withoutOne } from '../grid/counts.ts'
import { stepsApart } from '../grid/distance.ts'

/** A division of the ballots among k cells, the members; docs/disagreement.md 4.5. */
export interface Grouping {
  /** The k occupied cells at the centres of the groups (their medoids), ascending. */
  readonly members: readonly number[]
  /** For each of the nine cells the member it belongs to; −1 if it is empty or equally near to two. */
  readonly belongsTo: Counts
  /** Ballots of each member's group, in the order of the members, without the ballots in between. */
  readonly sizes: readonly number[]
  /** Ballots equally near to two members. */
  readonly between: number
  /** The sum of the distances of all ballots to their nearest member, in steps. */
  readonly cost: number
  /** Mean silhouette of all ballots, −1 … 1; those in between count 0. Compared after rounding to 9 decimals. */
  readonly silhouette: number
}

/** One mark per camp, in their order: letters would be read as initials, digits as counts. */
export const campMarks = ['▲', '■', '◆'] as const
export type CampMark = (typeof campMarks)[number]

/** A group of ballots around `cell`. */
export interface Camp {
  readonly cell: number
  readonly size: number
  /** Every cell of the camp, ascending. */
  readonly cells: readonly number[]
}

/** The groups of a round, and whether a single ballot could change them. */
export interface Camps {
  /** The number of groups; 1 means that the ballots don't form groups. */
  readonly k: 1 | 2 | 3
  /** Whether removing any one ballot leaves at least two groups; only then texts call them camps. True if k is 1. */
  readonly isFirm: boolean
  /** By their cells, ascending; empty if k is 1. */
  readonly camps: readonly Camp[]
  /** Ballots equally near to two groups, which belong to none. */
  readonly between: number
}

/** "Strong structure" of Kaufman & Rousseeuw (Finding Groups in Data, 1990, chapter 2). */
const minSilhouette = 0.7
/** Three groups are chosen over two if their silhouette is larger by at least this. */
const minImprovement = 0.05

/** @param cells Nine counts. */
export function campsOf(cells: Counts): Camps {
  const grouping = chooseGrouping(cells)
  if (grouping === undefined) return { k: 1, isFirm: true, camps: [], between: 0 }
  const isFirm = withoutOne(cells).every((rest) => chooseGrouping(rest) !== undefined)
  const camps = grouping.members.map((cell, i) => ({
    cell,
    size: countAt(grouping.sizes, i),
    cells: findOccupied(cells).filter((other) => grouping.belongsTo[other] === cell),
  }))
  return { k: grouping.members.length === 2 ? 2 : 3, isFirm, camps, between: grouping.between }
}

function chooseGrouping(cells: Counts): Grouping | undefined {
  const two = findQualified(cells, 2)
  const three = findQualified(cells, 3)
  if (three === undefined) return two
  if (two === undefined) return three
  return roundSilhouette(three.silhouette - two.silhouette) >= minImprovement ? three : two
}

function findQualified(cells: Counts, k: 2 | 3): Grouping | undefined {
  const m = sum(cells)
  const grouping = m < 4 ? undefined : bestGrouping(cells, k)
  if (grouping === undefined || roundSilhouette(grouping.silhouette) < minSilhouette) return undefined
  const smallest = Math.max(2, Math.ceil(m / 5))
  return grouping.sizes.every((size) => size >= smallest) && minDistanceBetween(grouping.members) >= 2
    ? grouping
    : undefined
}

/**
 * The exact k-medoids solution. Ties: the largest silhouette, then the largest smallest group, the largest smallest
 * distance between members, the most ballots on members, the lowest cells.
 *
 * @returns `undefined` with fewer than k occupied cells.
 */
export function bestGrouping(cells: Counts, k: 2 | 3): Grouping | undefined {
  const { subsets, cost } = cheapestSubsets(cells, k)
  return subsets
    .map((members) => groupAround(cells, members, cost))
    .toSorted(
      (a, b) =>
        roundSilhouette(b.silhouette) - roundSilhouette(a.silhouette) ||
        Math.min(...b.sizes) - Math.min(...a.sizes) ||
        minDistanceBetween(b.members) - minDistanceBetween(a.members) ||
        countOnMembers(cells, b) - countOnMembers(cells, a),
    )[0]
}

/**
 * The sets of k occupied cells with the least cost, in lexicographic order, so that a stable sort breaks ties by the lowest
 * cells. An atlas asks for this of thousands of papers, so nothing is kept of a set that costs more.
 */
function cheapestSubsets(cells: Counts, k: 2 | 3) {
  const taken = findOccupied(cells)
  let subsets: (readonly number[])[] = []
  let cost = Number.POSITIVE_INFINITY
  const members: number[] = []
  function extend(from: number): void {
    if (members.length === k) {
      const own = costOf(cells, members, cost)
      if (own < cost) subsets = []
      cost = Math.min(cost, own)
      if (own === cost) subsets.push([...members])
      return
    }
    for (let i = from; i < taken.length; i += 1) {
      members.push(countAt(taken, i))
      extend(i + 1)
      members.pop()
    }
  }
  extend(0)
  return { subsets, cost }
}

/** By cell and cell: an atlas asks for millions of distances. */
const distances = Array.from({ length: 9 }, (_, a) => Array.from({ length: 9 }, (_, b) => stepsApart(a, b)))

function distanceToNearest(cell: number, members: readonly number[]): number {
  const own = distances[cell] ?? []
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < members.length; i += 1) {
    const steps = own[members[i] ?? 0] ?? nearest
    if (steps < nearest) nearest = steps
  }
  return nearest
}

/** Infinite above `most`, as soon as that is certain. */
function costOf(cells: Counts, members: readonly number[], most: number): number {
  let cost = 0
  for (let cell = 0; cell < cells.length; cell += 1) {
    const count = cells[cell] ?? 0
    if (count === 0) continue
    cost += count * distanceToNearest(cell, members)
    if (cost > most) return Number.POSITIVE_INFINITY
  }
  return cost
}

const minDistanceBetween = (members: readonly number[]): number =>
  Math.min(...members.flatMap((a) => members.filter((b) => b !== a).map((b) => stepsApart(a, b))))

const countOnMembers = (cells: Counts, { members }: Grouping): number =>
  sum(members.map((member) => countAt(cells, member)))

function groupAround(cells: Counts, members: readonly number[], cost: number): Grouping {
  const belongsTo = cells.map((count, cell) => {
    const nearest = distanceToNearest(cell, members)
    const near = members.filter((member) => distances[cell]?.[member] === nearest)
    return count > 0 && near.length === 1 ? countAt(near, 0) : -1
  })
  const sizes = members.map((member) => sum(cells.filter((_, cell) => belongsTo[cell] === member)))
  const silhouette = silhouetteOf(cells, members, belongsTo, sizes)
  return { members, belongsTo, sizes, between: sum(cells) - sum(sizes), cost, silhouette }
}

/**
 * Rousseeuw's silhouette (Journal of Computational and Applied Mathematics 20, 1987), the mean over all ballots,
 * −1 … 1.
 */
function silhouetteOf(
  cells: Counts,
  members: readonly number[],
  belongsTo: Grouping['belongsTo'],
  sizes: Counts,
): number {
  /** The sum of the distances from a cell to all ballots of a group, in steps. */
  function stepsTo(cell: number, member: number): number {
    const own = distances[cell] ?? []
    let steps = 0
    for (let other = 0; other < cells.length; other += 1)
      if (belongsTo[other] === member) steps += (cells[other] ?? 0) * (own[other] ?? 0)
    return steps
  }
  const widths = cells.map((count, cell) => {
    const own = members.indexOf(countAt(belongsTo, cell))
    const size = countAt(sizes, own)
    if (count === 0 || size < 2) return 0
    const inside = stepsTo(cell, countAt(members, own)) / (size - 1)
    const outside = Math.min(
      ...members.flatMap((member, i) => (i === own ? [] : [stepsTo(cell, member) / countAt(sizes, i)])),
    )
    return (count * (outside - inside)) / Math.max(inside, outside)
  })
  return sum(widths) / sum(cells)
}

const roundSilhouette = (x: number): number => Math.round(x * 1e9) / 1e9

import { stepsApart } from '../grid/distance.ts'

/** Two voters and the similarity of their placements. */
export interface Pair {
  /** The lower key first. */
  readonly people: readonly [string, string]
  /** s, the papers that both placed on both axes; at least 8. */
  readonly shared: number
  /** The sum of their distances on these papers, in steps. */
  readonly steps: number
  /** 1 − mean(d)/4, d the distance in steps: 1 (always the same cell) … 0 (always opposite corners). */
  readonly similarity: number
}

export interface Pairs {
  /** The most similar first. */
  readonly pairs: readonly Pair[]
  /** `undefined` unless its similarity differs by more than 0.1 from the next pair's; the same for `furthest`. */
  readonly closest: Pair | undefined
  readonly furthest: Pair | undefined
}

/** On fewer papers two people may be similar by chance. */
const minShared = 8

/**
 * Compares the voters of a group in pairs; docs/disagreement.md 8.2. Ties: more shared papers, then the lower keys,
 * independent of the order of papers and people.
 *
 * @param papers For each paper the cells (0–8) of those who placed it on both axes, by the person's key. Only from
 *   polls that show names: a pair reveals how two people voted, so anonymous polls must not be passed.
 */
export function findPairs(papers: readonly ReadonlyMap<string, number>[]): Pairs {
  const people = cellsByPerson(papers).filter(({ cells }) => cells.size >= minShared)
  const pairs = people
    .flatMap((one, i) => people.slice(i + 1).map((other) => pairOf(one, other)))
    .filter(({ shared }) => shared >= minShared)
    .toSorted((a, b) => bySteps(a, b) || b.shared - a.shared || byKeys(a, b))
  const [first, second] = pairs
  const [beforeLast, last] = pairs.slice(-2)
  return {
    pairs,
    closest: isUnique(first, second) ? first : undefined,
    furthest: isUnique(beforeLast, last) ? last : undefined,
  }
}

interface PersonPlacements {
  readonly person: string
  /** By the paper's index. */
  readonly cells: ReadonlyMap<number, number>
}

/** In ascending order of the keys. */
function cellsByPerson(papers: readonly ReadonlyMap<string, number>[]): readonly PersonPlacements[] {
  const found = new Map<string, Map<number, number>>()
  for (const [paper, placed] of papers.entries())
    for (const [person, cell] of placed) {
      const cells = found.get(person) ?? new Map<number, number>()
      found.set(person, cells.set(paper, cell))
    }
  return [...found]
    .map(([person, cells]) => ({ person, cells }))
    .toSorted((a, b) => compareKeys(a.person, b.person))
}

function pairOf(one: PersonPlacements, other: PersonPlacements): Pair {
  let [shared, steps] = [0, 0]
  for (const [paper, cell] of one.cells) {
    const otherCell = other.cells.get(paper)
    if (otherCell === undefined) continue
    shared += 1
    steps += stepsApart(cell, otherCell)
  }
  return { people: [one.person, other.person], shared, steps, similarity: 1 - steps / shared / 4 }
}

/** Negative if `a` is more similar. Compares whole numbers, so that equal means are equal. */
const bySteps = (a: Pair, b: Pair): number => a.steps * b.shared - b.steps * a.shared

const byKeys = (a: Pair, b: Pair): number =>
  compareKeys(a.people[0], b.people[0]) || compareKeys(a.people[1], b.people[1])

/** By code unit, because a locale's order may differ between machines. */
const compareKeys = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Whether the similarities of two adjacent pairs differ by more than 0.1, compared in whole numbers. */
function isUnique(closer: Pair | undefined, further: Pair | undefined): boolean {
  if (closer === undefined || further === undefined) return false
  return 10 * bySteps(further, closer) > 4 * closer.shared * further.shared
}

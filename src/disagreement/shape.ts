import { spectrumPosition } from '../grid/distance.ts'
import type { Camp } from './camps.ts'
import type { Findings } from './findings.ts'
import type { HeadlineCase } from './headline.ts'
import { maxLineLength } from './six-lines.ts'
import { campNames, groupNames, nameOf } from './wording.ts'

/** Cases in which the line names camps or tentative groups. */
const casesWithCamps: ReadonlySet<HeadlineCase> = new Set([
  'row-split',
  'col-split',
  'mainly-row',
  'mainly-col',
  'leaning',
  'spread',
])
/** Cases whose headline names two camps. */
const casesOfTwoCamps: ReadonlySet<HeadlineCase> = new Set([
  'two-camps',
  'two-camps-along',
  'two-camps-across',
])

/** Minimum full placements for groups that one vote could change. */
const minForGroups = 6

/** One line about the distribution of placements on the grid, or `undefined`; docs/disagreement.md 6.4. */
export function shapeLine(
  headlineCase: HeadlineCase,
  { camps, cells, full, apart }: Findings,
): string | undefined {
  if (casesWithCamps.has(headlineCase) && camps.k > 1 && (camps.isFirm || full >= minForGroups)) {
    const number = camps.k === 2 ? 'two' : 'three'
    if (camps.isFirm) return `${camps.k === 2 ? 'Two' : 'Three'} camps: ${campNames(camps, cells)}.`
    const groups = groupNames(camps, cells)
    const line = `Perhaps ${number} groups, though one vote could change this: ${groups}.`
    return line.length <= maxLineLength ? line : `Perhaps ${number} groups: ${groups}.`
  }
  if (casesOfTwoCamps.has(headlineCase)) return spectrumLine(camps.camps)
  if (apart !== undefined)
    return `One vote stands apart: ${nameOf(apart.cell)}, ${apart.steps} steps from the nearest other vote.`
  return undefined
}

/** The two camps' places on the spectrum; `undefined` where no sentence is true of all their ballots. */
function spectrumLine([one, other]: readonly Camp[]): string | undefined {
  if (one === undefined || other === undefined) return undefined
  const [first, second] = [positionsOf(one), positionsOf(other)]
  if (one.cell === 0 && other.cell === 8 && isBelow(first, [2]) && isBelow([2], second))
    return '▲ sees capabilities work, ■ alignment work.'
  if (one.cell % 3 === other.cell % 3 || Math.floor(one.cell / 3) === Math.floor(other.cell / 3))
    return undefined
  if (isBelow(first, second)) return '▲ puts it closer to capabilities, ■ closer to alignment.'
  if (isBelow(second, first)) return '▲ puts it closer to alignment, ■ closer to capabilities.'
  if ([...first, ...second].every((position) => position === 2))
    return 'Both camps put it midway between capabilities and alignment.'
  return undefined
}

const positionsOf = ({ cells }: Camp): readonly number[] => cells.map(spectrumPosition)

const isBelow = (some: readonly number[], others: readonly number[]): boolean =>
  Math.max(...some) < Math.min(...others)

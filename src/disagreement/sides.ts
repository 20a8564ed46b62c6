import { levels } from '../grid/axes.ts'
import { centreOf, findFurthestApart, stepsApart } from '../grid/distance.ts'
import type { Side, Stance } from '../grid/stance.ts'
import type { Tally } from '../grid/tally.ts'
import { type Camps, campMarks } from './camps.ts'
import { type Contest, contestIn } from './deciding-question.ts'
import { type Findings, findingsOf } from './findings.ts'
import { caseOf, type HeadlineCase } from './headline.ts'
import { nameOf } from './wording.ts'

/**
 * The positions between which a round is divided: on the grid or off it, the camps of the headline, its two cells, or
 * the levels of the contested axis. Empty where nothing is open. docs/disagreement.md 6.5.
 */
export function sidesOf(headlineCase: HeadlineCase, findings: Findings): readonly Side[] {
  switch (headlineCase) {
    case 'applications-contested':
      return onAndOffGrid
    case 'three-camps':
    case 'two-camps':
    case 'two-camps-along':
    case 'two-camps-across':
      return campSides(findings.camps)
    case 'two-cells':
      return findings.occupied.map(cellSide)
    default: {
      const contest = contestIn(headlineCase, findings)
      return contest === undefined ? [] : levelSides(contest, findings)
    }
  }
}

/**
 * The positions of which a report shows one reason each: the firm camps, if any; else the sides; where nothing is open,
 * in a consensus the centre and the cell furthest from it, else the two cells furthest apart (docs/disagreement.md 4.7),
 * or the only one.
 */
export function reasonSidesOf(headlineCase: HeadlineCase, findings: Findings): readonly Side[] {
  if (headlineCase === 'mostly-applications' || headlineCase === 'applications-contested') return onAndOffGrid
  const { camps, cells, occupied } = findings
  if (camps.k > 1 && camps.isFirm) return campSides(camps)
  const sides = sidesOf(headlineCase, findings)
  if (sides.length > 0) return sides
  const apart =
    headlineCase === 'consensus' ? centreAndFurthest(findings) : (findFurthestApart(cells) ?? occupied)
  return apart.map(cellSide)
}

/** As {@link sidesOf}, of a round's counts. */
export function sidesIn(tally: Tally): readonly Side[] {
  const findings = findingsOf(tally)
  return sidesOf(caseOf(findings), findings)
}

/** As {@link reasonSidesOf}, of a round's counts. */
export function reasonSidesIn(tally: Tally): readonly Side[] {
  const findings = findingsOf(tally)
  return reasonSidesOf(caseOf(findings), findings)
}

/** The centre and the cell furthest from it, if there is another; empty without full placements. */
function centreAndFurthest({ cells, occupied }: Findings): readonly number[] {
  const centre = centreOf(cells)
  if (centre === undefined) return []
  const others = occupied.filter((cell) => cell !== centre)
  const [furthest] = others.toSorted((a, b) => stepsApart(b, centre) - stepsApart(a, centre))
  return furthest === undefined ? [centre] : [centre, furthest]
}

const onAndOffGrid: readonly Side[] = [
  { name: 'On the grid', has: ({ kind }) => kind === 'placement' },
  { name: 'Applications research', has: ({ kind }) => kind === 'applications' },
]

const campSides = ({ camps }: Camps): readonly Side[] =>
  camps.map(({ cell, cells }, i) => ({ ...atCells(nameOf(cell), cells), mark: campMarks[i] ?? '' }))

/** The two contested levels, or all levels that were chosen where no two stand out. */
function levelSides({ on, pair }: Contest, findings: Findings): readonly Side[] {
  const { axis, counts } = findings[on]
  return (pair ?? levels.filter((level) => counts[level] > 0)).map((level) => ({
    name: axis.plain[level],
    has: (stance) => stance.kind === 'placement' && stance[on] === level,
  }))
}

const cellSide = (cell: number): Side => atCells(nameOf(cell), [cell])

const atCells = (name: string, cells: readonly number[]): Side => ({
  name,
  has: (stance: Stance) =>
    stance.kind === 'placement' &&
    stance.row !== null &&
    stance.column !== null &&
    cells.includes(3 * stance.row + stance.column),
})

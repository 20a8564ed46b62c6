import { centreOf, findFurthestApart, stepsApart } from '../grid/distance.ts'
import type { Side, Stance } from '../grid/stance.ts'
import type { Tally } from '../grid/tally.ts'
import { campMarks } from './camps.ts'
import { openOptions } from './crux.ts'
import { type AxisFindings, type Findings, findingsOf } from './findings.ts'
import { type HeadlineCase, headlineOf } from './headline.ts'
import { nameOf } from './wording.ts'

/**
 * The positions to contrast: the firm camps, if any; else the open answers of the split axis; in a consensus the centre
 * and the cell furthest from it; else the two cells furthest apart (docs/disagreement.md 4.7), or the only one.
 */
export function sidesIn(tally: Tally): readonly Side[] {
  const findings = findingsOf(tally)
  return sidesOf(headlineOf(findings).case, findings)
}

/** As {@link sidesIn}, of a round whose headline is known. */
export function sidesOf(headlineCase: HeadlineCase, findings: Findings): readonly Side[] {
  if (headlineCase === 'applications-contested' || headlineCase === 'mostly-applications') return onAndOffGrid
  const { camps, isFirm } = findings.camps
  if (isFirm && camps.length > 0)
    return camps.map(({ cell, cells }, i) => ({ ...atCells(nameOf(cell), cells), mark: campMarks[i] ?? '' }))
  if (headlineCase === 'row-split' || headlineCase === 'mainly-row')
    return onAxis(findings.row, ({ row }) => row)
  if (headlineCase === 'col-split' || headlineCase === 'mainly-col')
    return onAxis(findings.column, ({ column }) => column)
  const cells =
    headlineCase === 'consensus'
      ? centreAndFurthest(findings)
      : (findFurthestApart(findings.cells) ?? findings.occupied)
  return cells.map((cell) => atCells(nameOf(cell), [cell]))
}

/** The centre and the cell furthest from it, if there is another; empty without full placements. */
function centreAndFurthest({ cells, occupied }: Findings): readonly number[] {
  const centre = centreOf(cells)
  if (centre === undefined) return []
  const others = occupied.filter((cell) => cell !== centre)
  const [furthest] = others.toSorted((a, b) => stepsApart(b, centre) - stepsApart(a, centre))
  return furthest === undefined ? [centre] : [centre, furthest]
}

type Placement = Extract<Stance, { kind: 'placement' }>

const onAndOffGrid: readonly Side[] = [
  { name: 'On the grid', has: ({ kind }) => kind === 'placement' },
  { name: 'Applications research', has: ({ kind }) => kind === 'applications' },
]

function onAxis(axis: AxisFindings, level: (placement: Placement) => number | null): readonly Side[] {
  return openOptions(axis).map((option) => ({
    name: axis.axis.plain[option],
    has: (stance) => stance.kind === 'placement' && level(stance) === option,
  }))
}

const atCells = (name: string, cells: readonly number[]): Side => ({
  name,
  has: (stance) =>
    stance.kind === 'placement' &&
    stance.row !== null &&
    stance.column !== null &&
    cells.includes(3 * stance.row + stance.column),
})

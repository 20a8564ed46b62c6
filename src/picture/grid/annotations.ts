import type { Drawing } from '../../chat/view.ts'
import { axisLabel } from '../../disagreement/axis-label.ts'
import { campMarks, campsOf } from '../../disagreement/camps.ts'
import { centreOf } from '../../grid/distance.ts'
import { columnsOf, fullOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { group } from '../drawing.ts'
import { type Box, cornerOf, type GridLayout, type Point } from '../layout.ts'
import { shadeFor } from '../theme.ts'
import { arrows } from './arrows.ts'
import { campOutlines, campTag } from './camp-outlines.ts'
import { numberBoxes } from './cell-numbers.ts'
import type { CellVotes } from './cell-votes.ts'
import { centreMark } from './centre-mark.ts'
import type { Annotations, Movement } from './movement.ts'

/** Minimum full placements for which a centre is shown. */
const minForCentre = 5
const labelsWithCentre = new Set(['unanimous', 'strong', 'consensus', 'leaning'])

/** Chooses what to mark: moves before firm camps before the centre; `undefined` if none of them applies. */
export function annotationsOf(tally: Tally, movement: Movement | undefined): Annotations {
  if (movement !== undefined && movement.flows.length > 0)
    return { kind: 'moves', since: movement.since, flows: movement.flows }
  const { k, isFirm, camps } = campsOf(tally.cells)
  if (k > 1 && isFirm) return { kind: 'camps', camps }
  const cell = centreOf(tally.cells)
  const hasCentre = [rowsOf(tally), columnsOf(tally)].every((counts) =>
    labelsWithCentre.has(axisLabel(counts)),
  )
  return cell !== undefined && fullOf(tally) >= minForCentre && hasCentre
    ? { kind: 'centre', cell }
    : undefined
}

/** The room for a cell's numbers, from its left edge to the mark in its right corner, margin subtracted. */
export function roomBeside(annotations: Annotations, cell: number, { cell: { width } }: GridLayout): number {
  if (annotations?.kind === 'centre' && annotations.cell === cell) return width - 30
  if (annotations?.kind === 'camps' && annotations.camps.some((camp) => camp.cell === cell)) return width - 44
  return width - 12
}

/** The annotations on the grid. */
export function drawAnnotations(
  annotations: NonNullable<Annotations>,
  votes: readonly CellVotes[],
  layout: GridLayout,
): Drawing {
  switch (annotations.kind) {
    case 'moves':
      return arrows(
        annotations.flows,
        votes.flatMap((cell) => numberBoxes(cell, layout)),
        layout,
      )
    case 'camps':
      return group(
        campOutlines(annotations.camps, layout),
        ...annotations.camps.map(({ cell }, i) => tagIn(cell, i, votes, layout)),
      )
    case 'centre': {
      const { count, total } = votes[annotations.cell] ?? { count: 1, total: 1 }
      const { x, y } = centreIn(annotations.cell, votes, layout)
      return centreMark(x, y, `step${shadeFor(count, total)}-ink`)
    }
  }
}

function tagIn(cell: number, i: number, votes: readonly CellVotes[], layout: GridLayout): Drawing {
  const place = tagBox(cell, votes, layout)
  return campTag(campMarks[i] ?? campMarks[0], place, place)
}

/** In the corner, lower if chips need the room below it; or to the right of the count, the wider the further. */
function tagBox(cell: number, votes: readonly CellVotes[], layout: GridLayout): Box {
  const { x, y } = cornerOf(cell, layout)
  const { scale = 'dots', count = 0, change } = votes[cell] ?? {}
  if (layout.markAt === 'beside') {
    const left = scale === 'shares' ? 112 : count > 9 ? 48 : 42
    return { x: x + left, y: y + 18, width: 32, height: 28 }
  }
  const hasChips = scale === 'initials' && change === undefined
  const [top, height] = hasChips ? [6, 22] : [8, 28]
  return { x: x + layout.cell.width - 40, y: y + top, width: 32, height }
}

function centreIn(cell: number, votes: readonly CellVotes[], layout: GridLayout): Point {
  if (layout.markAt === 'beside') {
    const { x, y } = tagBox(cell, votes, layout)
    return { x: x + 16, y: y + 14 }
  }
  const { x, y } = cornerOf(cell, layout)
  return { x: x + layout.cell.width - 18, y: y + 18 }
}

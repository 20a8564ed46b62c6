import type { Drawing } from '../../chat/view.ts'
import { axisLabel } from '../../disagreement/axis-label.ts'
import { campsOf } from '../../disagreement/camps.ts'
import { centreOf } from '../../grid/distance.ts'
import { columnsOf, fullOf, rowsOf, type Tally } from '../../grid/tally.ts'
import { group } from '../drawing.ts'
import { cellSize, cornerOf } from '../layout.ts'
import { shadeFor } from '../theme.ts'
import { arrows } from './arrows.ts'
import { campLetters, campOutlines, campTag } from './camp-outlines.ts'
import { numberBoxes } from './cell-numbers.ts'
import type { CellVotes } from './cell-votes.ts'
import { centreMark } from './centre-mark.ts'
import { legend } from './legend.ts'
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
export function roomBeside(annotations: Annotations, cell: number): number {
  if (annotations?.kind === 'centre' && annotations.cell === cell) return 90
  if (annotations?.kind === 'camps' && annotations.camps.some((camp) => camp.cell === cell)) return 76
  return 108
}

/** The annotations on the grid and their legend. */
export function drawAnnotations(annotations: Annotations, votes: readonly CellVotes[], dy: number): Drawing {
  if (annotations === undefined) return group()
  return group(onGrid(annotations, votes, dy), legend(annotations, dy))
}

function onGrid(annotations: NonNullable<Annotations>, votes: readonly CellVotes[], dy: number): Drawing {
  switch (annotations.kind) {
    case 'moves':
      return arrows(
        annotations.flows,
        votes.flatMap((cell) => numberBoxes(cell, dy)),
        dy,
      )
    case 'camps':
      return group(
        campOutlines(annotations.camps, dy),
        ...annotations.camps.map(({ cell }, i) => tagIn(cell, i, votes, dy)),
      )
    case 'centre': {
      const { x, y } = cornerOf(annotations.cell, dy)
      const { count, total } = votes[annotations.cell] ?? { count: 1, total: 1 }
      return centreMark(x + cellSize.width - 18, y + 18, `step${shadeFor(count, total)}-ink`)
    }
  }
}

function tagIn(cell: number, i: number, votes: readonly CellVotes[], dy: number): Drawing {
  const { x, y } = cornerOf(cell, dy)
  const hasChips = votes[cell]?.scale === 'initials' && votes[cell].change === undefined
  const size = hasChips ? { width: 32, height: 22 } : { width: 32, height: 28 }
  const letter = campLetters[i] ?? ''
  return campTag(letter, { x: x + cellSize.width - 8 - size.width, y: y + (hasChips ? 6 : 8) }, size)
}

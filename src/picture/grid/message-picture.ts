import type { Drawing, Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import { group, withAttributes } from '../drawing.ts'
import { keyOf } from '../key.ts'
import type { GridLayout } from '../layout.ts'
import { altText } from './alt-text.ts'
import { annotationsOf, drawAnnotations } from './annotations.ts'
import { detailsOf, hintOf } from './cell-details.ts'
import { cellWithVotes, emptyCell } from './cell-marks.ts'
import { numbersOver } from './cell-numbers.ts'
import { blindPlate, canvas } from './frame.ts'
import { countHollow, gridVotes, scaleOf } from './grid-votes.ts'
import { messageCell } from './message-cells.ts'
import { bottomLine, explainsHollow, messageLabels } from './message-frame.ts'

const width = 640

/** Rounds with a round before them have higher cells: arrows need the room below the numbers. */
const layoutOf = (isLater: boolean): GridLayout => ({
  origin: { x: 140, y: 64 },
  cell: { width: 156, height: isLater ? 80 : 64 },
  markAt: isLater ? 'corner' : 'beside',
  entryFromAbove: 50,
})

/**
 * The picture of a poll for messages and pages, which have title and state as text: counts and marks in nine cells, the
 * answers of each level, and what is off the grid. Only the second round changes the height. docs/grid.md 5a.
 */
export function messagePicture(poll: Disclosure): Picture {
  const { current } = poll
  const isLater = current.number > 1
  const layout = layoutOf(isLater)
  const height = isLater ? 368 : 320
  const drawing = group(
    canvas(width, height),
    messageLabels(current.hidden ? undefined : current.tally, layout, height - 18),
    ...(current.hidden
      ? [
          ...cells.map(({ index }) => emptyCell(index, layout)),
          blindPlate(current, { x: 146, y: isLater ? 165 : 141, width: 472, height: 54 }, [20, 17]),
        ]
      : openRound(poll, current, layout, height - 18)),
  )
  const alt = altText(poll)
  return {
    key: keyOf(drawing, alt),
    alt,
    width,
    height,
    drawing,
    details: detailsOf(poll),
    hint: hintOf(poll),
  }
}

/** Whether the picture has hollow marks that it has no room to explain. */
export function hasUnexplainedHollow({ current }: Disclosure): boolean {
  if (current.hidden || current.number > 1 || countHollow(current) === 0) return false
  return !explainsHollow(current.tally, annotationsOf(current.tally, undefined))
}

/** @param baseline Of the line below the cells. */
function openRound(
  poll: Disclosure,
  round: OpenRound,
  layout: GridLayout,
  baseline: number,
): readonly Drawing[] {
  const isLater = round.number > 1
  const scale = isLater ? 'counts' : scaleOf(round)
  const { votes, annotations, movement } = gridVotes(poll, round, scale, layout)
  return [
    ...votes.map((cell) => (isLater ? cellWithVotes(cell, layout) : messageCell(cell, layout))),
    withAttributes(
      group(
        ...(annotations === undefined ? [] : [drawAnnotations(annotations, votes, layout)]),
        ...(movement === undefined ? [] : votes.flatMap((cell) => numbersOver(cell, layout))),
      ),
      // Pointing at an annotation selects the cell below it.
      { 'pointer-events': 'none' },
    ),
    bottomLine({
      tally: round.tally,
      annotations,
      hasHollow: !isLater && countHollow(round) > 0,
      y: baseline,
    }),
  ]
}

import type { Drawing, Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { unsureOf } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { HiddenRound, OpenRound } from '../../poll/disclosed-round.ts'
import { group, withAttributes } from '../drawing.ts'
import { keyOf } from '../key.ts'
import type { GridLayout } from '../layout.ts'
import { altText } from './alt-text.ts'
import { drawAnnotations } from './annotations.ts'
import { axisSummaries } from './axis-summaries.ts'
import { detailsOf, hintOf } from './cell-details.ts'
import { cellWithVotes, emptyCell } from './cell-marks.ts'
import { numbersOver } from './cell-numbers.ts'
import { axisLabels, blindPlate, canvas } from './frame.ts'
import { countHollow, gridVotes, scaleOf } from './grid-votes.ts'
import { header, titleLines } from './header.ts'
import { hollowLegend, legend } from './legend.ts'
import { margins } from './margins.ts'
import { offGridArea } from './off-grid-area.ts'

const width = 640

const layoutAt = (dy: number): GridLayout => ({
  origin: { x: 152, y: 200 + dy },
  cell: { width: 120, height: 80 },
  markAt: 'corner',
  entryFromAbove: 26,
})

/**
 * The whole picture of a poll, for where it travels alone: title and state, counts and marks in nine cells, the margins
 * of both axes, and the off-grid area. The layout doesn't depend on the votes; only a second line of the title changes
 * the height. It never shows an average position, because nobody may hold it. docs/grid.md 5.
 */
export function gridPicture(poll: Disclosure): Picture {
  const title = titleLines(poll.paper)
  const dy = title.length === 1 ? -34 : 0
  const height = title.length === 1 ? 568 : 600
  const { current } = poll
  const drawing = group(
    canvas(width, height),
    header(poll, title, dy),
    axisLabels(dy),
    ...(current.hidden ? hiddenRound(current, dy) : openRound(poll, current, dy)),
  )
  const alt = altText(poll)
  const details = detailsOf(poll)
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details, hint: hintOf(poll) }
}

function hiddenRound(round: HiddenRound, dy: number): readonly Drawing[] {
  const layout = layoutAt(dy)
  return [
    ...cells.map(({ index }) => emptyCell(index, layout)),
    blindPlate(round, { x: 153, y: 283 + dy, width: 374, height: 90 }, [26, 20]),
    offGridArea([], dy),
  ]
}

function openRound(poll: Disclosure, round: OpenRound, dy: number): readonly Drawing[] {
  const { tally } = round
  const layout = layoutAt(dy)
  const scale = scaleOf(round)
  const { votes, annotations, movement, initialsIn } = gridVotes(poll, round, scale, layout)
  const hasHollow = annotations === undefined && countHollow(round) > 0
  const offGrid = (name: string, part: string, count: number) => ({
    name,
    part,
    count,
    initials: initialsIn(part),
    isMarked: scale !== 'shares',
  })
  return [
    ...votes.map((cell) => cellWithVotes(cell, layout)),
    withAttributes(
      group(
        ...(annotations === undefined
          ? []
          : [
              drawAnnotations(annotations, votes, layout),
              legend(annotations, { x: 616, y: 139 + dy, size: 19 }),
            ]),
        ...(movement === undefined ? [] : votes.flatMap((cell) => numbersOver(cell, layout))),
      ),
      // Pointing at an annotation selects the cell below it.
      { 'pointer-events': 'none' },
    ),
    ...(hasHollow ? [hollowLegend({ x: 616, y: 139 + dy, size: 19 })] : []),
    margins({ tally, dy, isShares: scale === 'shares' }),
    offGridArea(
      [
        offGrid('Applications', 'applications', tally.applications),
        offGrid('Unsure', 'unsure', unsureOf(tally)),
      ],
      dy,
    ),
    axisSummaries(tally, poll.current.state, dy),
  ]
}

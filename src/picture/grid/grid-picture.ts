import type { Drawing, Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { fullOf, unsureOf } from '../../grid/tally.ts'
import type { Disclosure, HiddenRound, OpenRound } from '../../poll/disclose.ts'
import { group, withAttributes } from '../drawing.ts'
import { keyOf } from '../key.ts'
import { cornerOf } from '../layout.ts'
import { altText } from './alt-text.ts'
import { annotationsOf, drawAnnotations, roomBeside } from './annotations.ts'
import { axisSummaries } from './axis-summaries.ts'
import { detailsOf, drawnPartOf } from './cell-details.ts'
import { cellWithVotes, emptyCell, initialsOf } from './cell-marks.ts'
import { numbersOver } from './cell-numbers.ts'
import { type CellVotes, maxPeople, type Scale } from './cell-votes.ts'
import { axisLabels, blindPlate, canvas, spectrum } from './frame.ts'
import { header, titleLines } from './header.ts'
import { margins } from './margins.ts'
import { movementOf } from './movement.ts'
import { offGridArea } from './off-grid-area.ts'

const width = 640

/**
 * The picture of a poll on the 3×3 grid: counts and marks in nine cells, the margins of both axes, the off-grid area,
 * and the spectrum. The layout doesn't depend on the votes; only a second line of the title changes the height. It
 * never shows an average position, because nobody may hold it.
 */
export function gridPicture(poll: Disclosure): Picture {
  const title = titleLines(poll.paper)
  const dy = title.length === 1 ? -34 : 0
  const height = title.length === 1 ? 608 : 640
  const { current } = poll
  const drawing = group(
    canvas(width, height),
    header(poll, title, dy),
    axisLabels(dy),
    ...(current.hidden ? hiddenRound(current, dy) : openRound(poll, current, dy)),
  )
  const alt = altText(poll)
  const details = detailsOf(poll)
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details }
}

function hiddenRound(round: HiddenRound, dy: number): readonly Drawing[] {
  const nothing = { count: undefined, initials: [], isMarked: false }
  return [
    ...cells.map(({ index }) => emptyCell(cornerOf(index, dy))),
    blindPlate(round, dy),
    offGridArea(
      [
        { name: 'Applications', part: 'applications', ...nothing },
        { name: 'Unsure', part: 'unsure', ...nothing },
      ],
      dy,
    ),
    axisSummaries(undefined, dy),
    spectrum(undefined, dy),
  ]
}

function openRound(poll: Disclosure, round: OpenRound, dy: number): readonly Drawing[] {
  const { tally } = round
  const scale = scaleOf(round)
  const movement = movementOf(poll)
  const initialsIn = (part: string) =>
    scale === 'initials'
      ? round.ballots.flatMap((ballot) =>
          drawnPartOf(ballot.answers.stance) === part && ballot.name !== undefined
            ? [initialsOf(ballot.name)]
            : [],
        )
      : []
  const offGrid = (name: string, part: string, count: number) => ({
    name,
    part,
    count,
    initials: initialsIn(part),
    isMarked: scale !== 'shares',
  })
  const annotations = annotationsOf(tally, movement)
  const votes = cells.map((cell): CellVotes => {
    const change = movement?.changes[cell.index]
    return {
      cell,
      count: tally.cells[cell.index] ?? 0,
      total: fullOf(tally),
      scale,
      initials: initialsIn(`cell-${cell.index}`),
      ...(change !== undefined && { change }),
      room: roomBeside(annotations, cell.index),
    }
  })
  return [
    ...votes.map((cell) => cellWithVotes(cell, dy)),
    withAttributes(
      group(
        drawAnnotations(annotations, votes, dy),
        ...(movement === undefined ? [] : votes.flatMap((cell) => numbersOver(cell, dy))),
      ),
      // Pointing at an annotation selects the cell below it.
      { 'pointer-events': 'none' },
    ),
    margins({ tally, dy, isShares: scale === 'shares' }),
    offGridArea(
      [
        offGrid('Applications', 'applications', tally.applications),
        offGrid('Unsure', 'unsure', unsureOf(tally)),
      ],
      dy,
    ),
    axisSummaries(tally, dy),
    spectrum(tally, dy),
  ]
}

/** The scale of a round; initials only if every voter's name is known. */
function scaleOf({ tally, ballots, votes }: OpenRound): Scale {
  if (fullOf(tally) > maxPeople) return 'shares'
  const hasNames = votes > 0 && ballots.length === votes && ballots.every(({ name }) => name !== undefined)
  return hasNames ? 'initials' : 'dots'
}

import { type Atlas, isListedAt, isOffGrid, isOnGrid } from '../../atlas/atlas.ts'
import { counted } from '../../chat/text.ts'
import type { Drawing, Picture } from '../../chat/view.ts'
import { caseFocus, cellName, cells, levels } from '../../grid/axes.ts'
import { drawPieces, lengthOfPieces } from '../draw-pieces.ts'
import { box, group, label, paint } from '../drawing.ts'
import { canvas, ends } from '../grid/frame.ts'
import { keyOf } from '../key.ts'
import type { Point } from '../layout.ts'
import { shorten, widthOf } from '../measure.ts'
import { atlasAlt } from './atlas-alt.ts'
import { type LabelledPaper, labelPapers } from './atlas-labels.ts'
import {
  heightOf,
  lineHeight,
  maxHeight,
  maxLines,
  noteHeight,
  padding,
  type Row,
  rowsOf,
} from './atlas-rows.ts'
import { standingMark } from './standing-mark.ts'

const width = 640
const [left, right] = [24, 616]
const cellWidth = 192

/**
 * The picture of an atlas: every paper in its cell, a split one in both. Each cell is a list, because ordinal levels define no
 * position inside a cell, and the labels of a list can't collide.
 */
export function atlasPicture(atlas: Atlas): Picture {
  const papers = labelPapers(atlas.papers)
  const notes = notesOf(papers)
  const lines = [...Array(maxLines).keys()]
    .map((i) => maxLines - i)
    .find((max) => max === 1 || heightOf(rowsOf(papers, max), notes.length) <= maxHeight)
  const rows = rowsOf(papers, lines ?? 1)
  const height = heightOf(rows, notes.length)
  const end = rows.at(-1)?.end ?? 0
  const drawing = group(
    canvas(width, height),
    ...heading(atlas, papers.filter(isOnGrid).length),
    ...rows.flatMap((row) => drawRow(row)),
    label(ends.last, { x: right, y: end + 24, size: 19, fill: 'muted', anchor: 'end' }),
    ...offGridArea(papers.filter(isOffGrid), end + 36),
    ...notes.flatMap((pieces, i) =>
      drawPieces(pieces, { x: left, y: end + 100 + noteHeight * i, size: 19, fill: 'muted' }),
    ),
    ...legend(end + 108 + noteHeight * notes.length),
  )
  const alt = atlasAlt(atlas.papers)
  return {
    ...{ key: keyOf(drawing, alt), alt, width, height, drawing },
    details: detailsOf(papers),
    hint: 'Point at or tap a cell to see its papers.',
  }
}

const detailsOf = (papers: readonly LabelledPaper[]): Picture['details'] =>
  cells.map((cell) => ({
    part: `cell-${cell.index}`,
    name: cellName(cell),
    lines: papers.filter((paper) => isListedAt(paper, cell.index)).map(({ paper }) => paper.title),
  }))

function heading({ title, span }: Atlas, papers: number): readonly Drawing[] {
  const line = [`${counted(papers, 'paper')} on the grid`, ...(span === '' ? [] : [span])]
  return [
    label(shorten(title, { size: 26, weight: 600, width: right - left }), {
      x: left,
      y: 46,
      size: 26,
      weight: 600,
    }),
    label(line.join(' · '), { x: left, y: 76, size: 20, fill: 'muted' }),
    label(ends.first, { x: left, y: 107, size: 19, fill: 'muted' }),
    ...levels.map((column) =>
      label(caseFocus.levels[column], {
        x: left + 200 * column + cellWidth / 2,
        y: 136,
        size: 20,
        weight: 600,
        anchor: 'middle',
      }),
    ),
  ]
}

const drawRow = ({ name, y, end, lists, more, firstCell }: Row): readonly Drawing[] => [
  label(name, { x: left, y: y - 10, size: 20, weight: 600, fill: 'muted' }),
  ...lists.map((list, column) =>
    cellList({
      list,
      more: more[column] ?? 0,
      x: left + 200 * column,
      y,
      height: end - y,
      cell: firstCell + column,
    }),
  ),
]

interface CellList extends Point {
  readonly list: readonly LabelledPaper[]
  readonly more: number
  readonly height: number
  readonly cell: number
}

function cellList({ list, more, x, y, height, cell }: CellList): Drawing {
  const isEmpty = list.length === 0 && more === 0
  const name = cells.map(cellName)[cell] ?? ''
  const count = list.length + more
  const attributes = {
    'data-part': `cell-${cell}`,
    tabindex: 0,
    role: 'img',
    'aria-label': `${name}: ${counted(count, 'paper')}`,
  }
  const baseline = (i: number) => y + padding / 2 + 19 + lineHeight * i
  const ground = isEmpty
    ? box(
        { x: x + 1, y: y + 1, width: cellWidth - 2, height: height - 2 },
        { rx: 7, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 },
      )
    : box({ x, y, width: cellWidth, height }, { rx: 8, fill: paint('step1') })
  const lettering = { x: x + 36, size: 19 } as const
  return {
    ...group(
      ground,
      ...(isEmpty
        ? [
            label('none yet', {
              size: 19,
              x: x + cellWidth / 2,
              y: y + height / 2 + 7,
              fill: 'muted',
              anchor: 'middle',
            }),
          ]
        : []),
      ...list.flatMap((paper, i) => [
        standingMark(paper, cell, { x: x + 18, y: baseline(i) - 7 }, 'step1-ink'),
        ...drawPieces(paper.pieces, {
          ...lettering,
          y: baseline(i),
          weight: paper.isNew ? 600 : 400,
          fill: 'step1-ink',
        }),
      ]),
      ...(more > 0
        ? [label(`+${more} more`, { ...lettering, y: baseline(list.length), fill: 'step1-ink' })]
        : []),
    ),
    attributes,
  }
}

/** The papers that most people called applications research: as many names as fit, then "+3 more". */
function offGridArea(papers: readonly LabelledPaper[], y: number): readonly Drawing[] {
  const dashes = { fill: 'none', stroke: paint('empty-stroke'), 'stroke-width': 2, 'stroke-dasharray': '8 6' }
  const start = 36 + widthOf('Off the grid', 20) + 16
  const names =
    papers.length === 0
      ? [label('none', { x: start, y: y + 27, size: 20, fill: 'muted' })]
      : drawPieces(fitNames(papers, { size: 20, room: right - 12 - start }), {
          x: start,
          y: y + 27,
          size: 20,
        })
  return [
    box({ x: 25, y: y + 1, width: 590, height: 38 }, { rx: 8, ...dashes }),
    label('Off the grid', { x: 36, y: y + 27, size: 20, fill: 'muted' }),
    ...names,
  ]
}

/** As many names as fit, then "+3 more". */
function fitNames(
  papers: readonly LabelledPaper[],
  { size, room }: { readonly size: number; readonly room: number },
): readonly string[] {
  const piecesOf = (shown: number) => {
    const more = papers.length - shown
    return [
      ...papers
        .slice(0, shown)
        .flatMap(({ pieces }) => [', ', ...pieces])
        .slice(1),
      ...(more === 0 ? [] : [`${shown === 0 ? '' : ', '}+${more} more`]),
    ]
  }
  const shown = [...Array(papers.length + 1).keys()]
    .toReversed()
    .find((count) => count === 0 || lengthOfPieces(piecesOf(count), { size }) <= room)
  return piecesOf(shown ?? 0)
}

/** The lines about papers that have votes and no place, each as pieces that keep their left-to-right order. */
function notesOf(papers: readonly LabelledPaper[]): readonly (readonly string[])[] {
  const [nowhere, few] = (['no-shared-place', 'too-few'] as const).map((kind) =>
    papers.filter(({ standing }) => standing.kind === kind),
  )
  const start = 'No shared place: '
  const room = right - left - widthOf(start, 19)
  return [
    ...(nowhere?.length ? [[start, ...fitNames(nowhere, { size: 19, room })]] : []),
    ...(few?.length ? [[`Too few votes: ${few.length}`]] : []),
  ]
}

/** The meaning of the marks. @param y The baseline. */
function legend(y: number): readonly Drawing[] {
  const kinds = [
    { kind: 'settled', words: 'settled' },
    { kind: 'unsettled', words: 'unsettled' },
    { kind: 'split', words: 'split: in both places' },
  ] as const
  const counts = { cells: [], applications: 0, unsure: 0 }
  let x = left
  const signs = kinds.flatMap(({ kind, words }) => {
    const at = { x: x + 7, y: y - 7 }
    const start = x + 22
    x = start + widthOf(words, 19) + 18
    return [
      standingMark({ standing: { kind, places: [0, 8] }, counts }, 0, at, 'ink'),
      label(words, { x: start, y, size: 19, fill: 'muted' }),
    ]
  })
  const start = x + 6
  return [
    ...signs,
    label('bold', { x: start, y, size: 19, weight: 600 }),
    label('= new', { x: start + widthOf('bold ', 19, 600), y, size: 19, fill: 'muted' }),
  ]
}

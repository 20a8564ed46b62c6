import type { Drawing, Picture } from '../../chat/view.ts'
import { type Axis, approach, type Cell, caseFocus, cells, type Level, levels } from '../../grid/axes.ts'
import { exampleOf } from '../../taxonomy/taxonomy.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import { box, group, label, paint } from '../drawing.ts'
import { canvas, ends } from '../grid/frame.ts'
import { keyOf } from '../key.ts'
import type { Point } from '../layout.ts'
import { linesOf, shorten } from '../measure.ts'
import { type CardContent, toCardContent, toComparison } from './card-content.ts'

const width = 640
const [left, right] = [24, 616]
const cellSize = { width: 149, height: 64 }

/** The grid with the essay's examples and the topic's cells highlighted; `undefined` if the topic has no place. */
export function explainCard(topic: Topic): Picture | undefined {
  const content = toCardContent(topic)
  return content && drawCard(content)
}

/** Two topics on one card; `undefined` if either has no place on the grid. */
export function compareCard(one: Topic, other: Topic): Picture | undefined {
  const content = toComparison(one, other)
  return content && drawCard(content)
}

function drawCard(content: CardContent): Picture {
  const height = content.isOffGrid ? 440 : 392
  const drawing = group(
    canvas(width, height),
    label(shorten(content.title, { size: 26, weight: 600, width: right - left }), {
      x: left,
      y: 46,
      size: 26,
      weight: 600,
    }),
    label(shorten(content.line, { size: 20, weight: 400, width: right - left }), {
      x: left,
      y: 76,
      size: 20,
      fill: 'muted',
    }),
    label(ends.first, { x: left, y: 109, size: 19, fill: 'muted' }),
    ...levels.flatMap((level) => [...columnLabel(level, content), ...rowLabel(level, content)]),
    ...cells.map((cell) => exampleCell(cell, content)),
    label(ends.last, { x: right, y: 374, size: 19, fill: 'muted', anchor: 'end' }),
    ...(content.isOffGrid ? [offGridArea()] : []),
  )
  const { alt } = content
  return { key: keyOf(drawing, alt), alt, width, height, isSmall: true, drawing, details: [] }
}

/** Highlighted rows and columns have bold names; a whole row crosses all columns, so none of their names is muted. */
function lettering(level: Level, own: readonly Level[], across: readonly Level[]) {
  if (own.includes(level)) return { weight: 600, fill: 'ink' } as const
  return { weight: 400, fill: own.length === 0 && across.length > 0 ? 'ink' : 'muted' } as const
}

function columnLabel(column: Level, { rows, columns }: CardContent): readonly Drawing[] {
  const x = cornerOf({ row: 0, column }).x + cellSize.width / 2
  const how = { size: 20, anchor: 'middle', ...lettering(column, columns, rows) } as const
  return twoLines(caseFocus, column).map((text, i) => label(text, { x, y: 109 + 21 * i, ...how }))
}

function rowLabel(row: Level, { rows, columns }: CardContent): readonly Drawing[] {
  const { y } = cornerOf({ row, column: 0 })
  const lines = twoLines(approach, row)
  const first = y + (lines.length === 1 ? 39 : 27)
  const how = { x: left, size: 20, ...lettering(row, rows, columns) } as const
  return lines.map((text, i) => label(text, { ...how, y: first + 24 * i }))
}

/** "Average-" and "case"; "Behaviorist" and "science". */
const twoLines = ({ levels }: Axis, level: Level): readonly string[] =>
  levels[level].replace('-case', '- case').split(' ')

const cornerOf = ({ row, column }: Pick<Cell, 'row' | 'column'>): Point => ({
  x: 152 + (cellSize.width + 8.5) * column,
  y: 140 + (cellSize.height + 8) * row,
})

type Highlight = 'lit' | 'tinted' | 'guessed' | 'none'

const inks = { lit: 'lit-ink', tinted: 'step2-ink', guessed: 'step2-ink', none: 'muted' } as const

function highlightOf(index: number, { lit, tinted, guessed }: CardContent): Highlight {
  if (lit.includes(index)) return 'lit'
  if (tinted.includes(index)) return 'tinted'
  return guessed.includes(index) ? 'guessed' : 'none'
}

function exampleCell({ index, row, column }: Cell, content: CardContent): Drawing {
  const { x, y } = cornerOf({ row, column })
  const highlight = highlightOf(index, content)
  const weight = highlight === 'none' ? 400 : 600
  const lines = linesOf(exampleOf(row, column) ?? '', { size: 18, weight, width: cellSize.width - 12 }, 2)
  const first = y + (lines.length === 1 ? 38 : 27)
  return group(
    ground({ x, y }, highlight),
    ...lines.map((text, i) =>
      label(text, {
        x: x + cellSize.width / 2,
        y: first + 22 * i,
        size: 18,
        weight,
        fill: inks[highlight],
        anchor: 'middle',
      }),
    ),
  )
}

/** A guess has the dashes of what is not one of the nine placements. */
function ground({ x, y }: Point, highlight: Highlight): Drawing {
  const inset = { x: x + 1, y: y + 1, width: cellSize.width - 2, height: cellSize.height - 2 }
  switch (highlight) {
    case 'lit':
      return box({ x, y, ...cellSize }, { rx: 8, fill: paint('lit') })
    case 'tinted':
      return box({ x, y, ...cellSize }, { rx: 8, fill: paint('step2') })
    case 'guessed':
      return box(inset, { rx: 7, fill: paint('step2'), ...dashes })
    case 'none':
      return box(inset, { rx: 7, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 })
  }
}

const dashes = { stroke: paint('lit'), 'stroke-width': 2, 'stroke-dasharray': '8 6' }

function offGridArea(): Drawing {
  const frame = { x: 25, y: 385, width: 590, height: 38 }
  return group(
    box(frame, { rx: 8, fill: paint('step2'), ...dashes }),
    label('Off the grid: applications research', {
      x: 36,
      y: 411,
      size: 20,
      weight: 600,
      fill: 'step2-ink',
    }),
  )
}

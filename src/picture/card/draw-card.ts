import type { Drawing, Picture } from '../../chat/view.ts'
import { cells } from '../../grid/axes.ts'
import { type Counts, sum } from '../../grid/counts.ts'
import { box, group, label, paint, printable } from '../drawing.ts'
import { emptyCell } from '../grid/cell-marks.ts'
import { ends } from '../grid/frame.ts'
import { keyOf } from '../key.ts'
import { cornerOf, type GridLayout } from '../layout.ts'
import { linesOf } from '../measure.ts'
import { textLines } from '../text-lines.ts'
import { type Role, shadeFor } from '../theme.ts'

const [width, height] = [600, 315]
const [left, right] = [28, 244]
/** In characters: more never fits, and measuring it would only take time. */
const maxTextLength = 400

export const cardLayout: GridLayout = {
  origin: { x: 312, y: 66 },
  cell: { width: 86, height: 64 },
  markAt: 'beside',
  entryFromAbove: 26,
}

const columns = ['Average', 'Pessimistic', 'Worst']
const rows = ['Eng', 'Behav', 'Cog']

/** The content of a card. */
interface Card {
  readonly title: string
  readonly facts: readonly string[]
  readonly headline: string
  /** The words after the title. */
  readonly alt: string
  /** By cell; empty if none are shown. */
  readonly counts: Counts
  /** Drawn over the cells. */
  readonly marks: readonly Drawing[]
}

/** The picture for previews: words on the left, the grid with counts on the right. docs/grid.md 7a. */
export function drawCard({ title: whole, facts, headline, alt: state, counts, marks }: Card): Picture {
  const title = printable(whole).slice(0, maxTextLength)
  const drawing = group(
    box({ x: 0, y: 0, width, height }, { fill: paint('background') }),
    ...words(title, facts, headline),
    ...axisWords(),
    ...cells.flatMap(({ index }) => cellOf(index, counts)),
    ...marks,
  )
  const alt = `${title}. ${state}`
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details: [] }
}

function words(title: string, facts: readonly string[], headline: string): readonly Drawing[] {
  const block = { left, right } as const
  const titleLines = linesOf(title, { size: 20, weight: 600, width: right - left }, 4)
  const lines = facts.flatMap((fact) =>
    linesOf(printable(fact), { size: 13, weight: 400, width: right - left }, 1),
  )
  const found = linesOf(headline, { size: 14.5, weight: 600, width: right - left }, 4)
  const factsAt = 43 + 24 * titleLines.length + 6
  const foundAt = factsAt + 19 * lines.length + 16
  return [
    ...textLines(title, titleLines, { ...block, y: 43, height: 24, size: 20, weight: 600 }),
    ...lines.map((fact, i) => label(fact, { x: left, y: factsAt + 19 * i, size: 13, fill: 'muted' })),
    ...textLines(headline, found, { ...block, y: foundAt, height: 20, size: 14.5, weight: 600 }),
    label('Cruxgrid', { x: left, y: 290, size: 12.5, fill: 'muted' }),
  ]
}

function axisWords(): readonly Drawing[] {
  const { width, height } = cardLayout.cell
  const [first, last] = [cornerOf(0, cardLayout), cornerOf(8, cardLayout)]
  return [
    label(ends.first, { x: first.x, y: 36, size: 12.5, fill: 'muted' }),
    label(ends.last, { x: last.x + width, y: 296, size: 12.5, fill: 'muted', anchor: 'end' }),
    ...columns.map((word, i) =>
      label(word, {
        ...{ x: cornerOf(i, cardLayout).x + width / 2, y: 54, size: 14.5, weight: 600 },
        ...{ fill: 'muted', anchor: 'middle' },
      }),
    ),
    ...rows.map((word, i) =>
      label(word, {
        ...{ x: first.x - 10, y: cornerOf(3 * i, cardLayout).y + height / 2 + 5, size: 14.5, weight: 600 },
        ...{ fill: 'muted', anchor: 'end' },
      }),
    ),
  ]
}

/** A cell with its count. @param cell 0–8. */
function cellOf(cell: number, counts: Counts): readonly Drawing[] {
  const count = counts[cell] ?? 0
  if (count === 0) return [emptyCell(cell, cardLayout)]
  const corner = cornerOf(cell, cardLayout)
  const shade: Role = `step${shadeFor(count, sum(counts))}`
  const ink: Role = `${shade}-ink`
  return [
    box({ ...corner, ...cardLayout.cell }, { rx: 8, fill: paint(shade) }),
    label(String(count), { x: corner.x + 12, y: corner.y + 42, size: 28, weight: 600, fill: ink }),
  ]
}

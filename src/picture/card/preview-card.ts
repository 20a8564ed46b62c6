import { counted } from '../../chat/text.ts'
import type { Drawing, Picture } from '../../chat/view.ts'
import { campMarks, campsOf } from '../../disagreement/camps.ts'
import { reportSummary } from '../../disagreement/poll-summary.ts'
import { cells } from '../../grid/axes.ts'
import { fullOf, type Tally } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { box, group, label, paint, printable } from '../drawing.ts'
import { campOutlines, campTag } from '../grid/camp-outlines.ts'
import { emptyCell } from '../grid/cell-marks.ts'
import { ends } from '../grid/frame.ts'
import { keyOf } from '../key.ts'
import { cornerOf, type GridLayout } from '../layout.ts'
import { linesOf } from '../measure.ts'
import { surnameOf } from '../surname.ts'
import { textLines } from '../text-lines.ts'
import { type Role, shadeFor } from '../theme.ts'

const [width, height] = [600, 315]
const [left, right] = [28, 244]
/** In characters: more never fits, and measuring it would only take time. */
const maxTextLength = 400

const layout: GridLayout = {
  origin: { x: 312, y: 66 },
  cell: { width: 86, height: 64 },
  markAt: 'beside',
  entryFromAbove: 26,
}

const columns = ['Average', 'Pessimistic', 'Worst']
const rows = ['Eng', 'Behav', 'Cog']

const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/**
 * The picture that previews of a link show: never names, reasons or chips, and of an open or hidden round no counts,
 * because previews are kept where they were made. docs/grid.md 7a.
 */
export function previewCard(poll: Disclosure): Picture {
  const { current } = poll
  const tally = current.hidden || current.state === 'open' ? undefined : current.tally
  const headline = tally === undefined ? '' : (reportSummary(poll)?.lines[0] ?? '')
  const drawing = group(
    box({ x: 0, y: 0, width, height }, { fill: paint('background') }),
    ...words(poll, headline),
    ...axisWords(),
    ...cells.flatMap(({ index }) => cellOf(index, tally)),
    ...(tally === undefined ? [] : campsIn(tally)),
  )
  const alt = `${printable(poll.paper.title).slice(0, maxTextLength)}. ${headline === '' ? stateLine(poll) : headline}`
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details: [] }
}

function words(poll: Disclosure, headline: string): readonly Drawing[] {
  const { authors, year } = poll.paper
  const [first, ...others] = authors
  const author = first && `${surnameOf(first)}${others.length === 0 ? '' : ' et al.'}`
  const meta = [author, year?.toString()].filter((fact) => fact !== undefined).join(' · ')
  const block = { left, right } as const
  const title = printable(poll.paper.title).slice(0, maxTextLength)
  const titleLines = linesOf(title, { size: 20, weight: 600, width: right - left }, 4)
  const facts = [...(meta === '' ? [] : [meta]), stateLine(poll)].flatMap((fact) =>
    linesOf(printable(fact), { size: 13, weight: 400, width: right - left }, 1),
  )
  const found = linesOf(headline, { size: 14.5, weight: 600, width: right - left }, 4)
  const factsAt = 43 + 24 * titleLines.length + 6
  const foundAt = factsAt + 19 * facts.length + 16
  return [
    ...textLines(title, titleLines, { ...block, y: 43, height: 24, size: 20, weight: 600 }),
    ...facts.map((fact, i) => label(fact, { x: left, y: factsAt + 19 * i, size: 13, fill: 'muted' })),
    ...textLines(headline, found, { ...block, y: foundAt, height: 20, size: 14.5, weight: 600 }),
    label('Cruxgrid', { x: left, y: 290, size: 12.5, fill: 'muted' }),
  ]
}

/** "8 votes · closed 25 Nov 2026", "Open poll" */
function stateLine({ current: { state, votes, closedAt } }: Disclosure): string {
  if (state === 'open') return 'Open poll'
  const closed = closedAt === undefined ? 'closed' : `closed ${date.format(closedAt)}`
  return `${counted(votes, 'vote')} · ${closed}`
}

function axisWords(): readonly Drawing[] {
  const { width, height } = layout.cell
  const [first, last] = [cornerOf(0, layout), cornerOf(8, layout)]
  return [
    label(ends.first, { x: first.x, y: 36, size: 12.5, fill: 'muted' }),
    label(ends.last, { x: last.x + width, y: 296, size: 12.5, fill: 'muted', anchor: 'end' }),
    ...columns.map((word, i) =>
      label(word, {
        ...{ x: cornerOf(i, layout).x + width / 2, y: 54, size: 14.5, weight: 600 },
        ...{ fill: 'muted', anchor: 'middle' },
      }),
    ),
    ...rows.map((word, i) =>
      label(word, {
        ...{ x: first.x - 10, y: cornerOf(3 * i, layout).y + height / 2 + 5, size: 14.5, weight: 600 },
        ...{ fill: 'muted', anchor: 'end' },
      }),
    ),
  ]
}

/** A cell with its count. @param cell 0–8. @param tally Absent if no counts are shown. */
function cellOf(cell: number, tally: Tally | undefined): readonly Drawing[] {
  const count = tally?.cells[cell] ?? 0
  if (tally === undefined || count === 0) return [emptyCell(cell, layout)]
  const corner = cornerOf(cell, layout)
  const shade: Role = `step${shadeFor(count, fullOf(tally))}`
  const ink: Role = `${shade}-ink`
  return [
    box({ ...corner, ...layout.cell }, { rx: 8, fill: paint(shade) }),
    label(String(count), { x: corner.x + 12, y: corner.y + 42, size: 28, weight: 600, fill: ink }),
  ]
}

function campsIn({ cells }: Tally): readonly Drawing[] {
  const { k, isFirm, camps } = campsOf(cells)
  if (k < 2 || !isFirm) return []
  return [
    campOutlines(camps, layout, 3),
    ...camps.map(({ cell }, i) => {
      const { x, y } = cornerOf(cell, layout)
      return campTag(campMarks[i] ?? campMarks[0], { x: x + 46, y: y + 19 }, { width: 28, height: 26 })
    }),
  ]
}

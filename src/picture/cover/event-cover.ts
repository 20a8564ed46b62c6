import type { Picture } from '../../chat/view.ts'
import { labelOf, type Paper } from '../../paper/paper.ts'
import { group, label } from '../drawing.ts'
import { canvas } from '../grid/frame.ts'
import { keyOf } from '../key.ts'
import { linesOf, shorten } from '../measure.ts'
import { surnameOf } from '../surname.ts'

const [width, height] = [640, 256]
const [left, right] = [32, 608]
/** Platforms show a cover at about 350 pixels: what is smaller than this, in drawing units, can't be read there. */
const title = { size: 40, weight: 600, width: right - left, line: 48 } as const
const authors = { size: 26, weight: 400, width: right - left } as const
const maxTitleLines = 3

/** The cover of an event that is about a paper: its title and authors; `undefined` while the title isn't known. */
export function eventCover(paper: Paper): Picture | undefined {
  if (paper.title.trim() === '' || paper.title === labelOf(paper.id)) return undefined
  const lines = linesOf(paper.title, title, maxTitleLines)
  const names = authorsOf(paper)
  const gap = names === '' ? 0 : authors.size + 20
  const first = Math.round((height - lines.length * title.line - gap) / 2) + title.size
  const below = first + (lines.length - 1) * title.line + gap
  const drawing = group(
    canvas(width, height),
    ...lines.map((line, i) =>
      label(line, { x: left, y: first + title.line * i, size: title.size, weight: title.weight }),
    ),
    ...(names === ''
      ? []
      : [label(shorten(names, authors), { x: left, y: below, size: authors.size, fill: 'muted' })]),
  )
  const alt = names === '' ? paper.title : `${paper.title}. ${names}`
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details: [] }
}

/** "Hubinger, van Merwijk, Mikulik +2" */
const authorsOf = ({ authors }: Paper): string =>
  authors.slice(0, 3).map(surnameOf).join(', ') + (authors.length > 3 ? ` +${authors.length - 3}` : '')

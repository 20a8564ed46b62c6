import type { Picture } from '../../chat/view.ts'
import { labelOf, type Paper } from '../../paper/paper.ts'
import { group, printable } from '../drawing.ts'
import { canvas } from '../grid/frame.ts'
import { keyOf } from '../key.ts'
import { linesOf, shorten } from '../measure.ts'
import { surnameOf } from '../surname.ts'
import { textLines } from '../text-lines.ts'

const [width, height] = [640, 256]
const [left, right] = [32, 608]
/** Platforms show a cover at about 350 pixels: what is smaller than this, in drawing units, can't be read there. */
const title = { size: 40, weight: 600, height: 48, maxLines: 3 } as const
const authors = { size: 26, weight: 400, height: 46 } as const
/** In characters: more never fits, and measuring it would only take time. */
const maxTitleLength = 400

/** The cover of an event that is about a paper: its title and authors; `undefined` while the title isn't known. */
export function eventCover(paper: Paper): Picture | undefined {
  const words = printable(paper.title).slice(0, maxTitleLength).trim()
  if (words === '' || paper.title === labelOf(paper.id)) return undefined
  const lines = linesOf(words, { ...title, width: right - left }, title.maxLines)
  const names = authorsOf(paper)
  const below = names === '' ? [] : [shorten(names, { ...authors, width: right - left })]
  const top = (height - lines.length * title.height - below.length * authors.height) / 2
  const y = Math.round(top) + title.size
  const last = y + title.height * (lines.length - 1)
  const edges = { left, right }
  const drawing = group(
    canvas(width, height),
    ...textLines(words, lines, { ...edges, ...lookOf(title), y }),
    ...textLines(names, below, { ...edges, ...lookOf(authors), y: last + authors.height, fill: 'muted' }),
  )
  const alt = names === '' ? words : `${words}. ${names}`
  return { key: keyOf(drawing, alt), alt, width, height, drawing, details: [] }
}

const lookOf = ({ size, weight, height }: typeof title | typeof authors) => ({ size, weight, height })

/** "Hubinger, van Merwijk, Mikulik +2" */
const authorsOf = ({ authors }: Paper): string =>
  authors.slice(0, 3).map(surnameOf).join(', ') + (authors.length > 3 ? ` +${authors.length - 3}` : '')

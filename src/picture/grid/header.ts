import type { Drawing } from '../../chat/view.ts'
import { type Paper, sourceLabel } from '../../paper/paper.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { drawPieces, lengthOfPieces } from '../draw-pieces.ts'
import { box, dot, group, label, paint, printable } from '../drawing.ts'
import { linesOf, shorten, widthOf } from '../measure.ts'
import { formatVotes } from '../numbers.ts'
import { surnameOf } from '../surname.ts'
import { textLines } from '../text-lines.ts'
import type { Role } from '../theme.ts'

const [left, right] = [24, 616]
const width = right - left
/** In characters: more never fits, and measuring it would only take time. */
const maxTitleLength = 400

const toDisplayTitle = ({ title }: Paper): string => printable(title).slice(0, maxTitleLength)

/** The one or two lines of the title. The height of a picture depends on nothing else. */
export function titleLines(paper: Paper): readonly string[] {
  const lines = linesOf(toDisplayTitle(paper), { size: 26, weight: 600, width }, 2)
  return lines.some((line) => /[^\p{Default_Ignorable_Code_Point}]/u.test(line)) ? lines : ['–']
}

/** The title, authors, year and source, and the state of the poll. */
export function header(poll: Disclosure, lines: readonly string[], dy: number): Drawing {
  const { word, sign, role } = state(poll)
  const { number, votes } = poll.current
  const round = ` · Round ${number} · `
  const wordX = 48
  const roundX = wordX + widthOf(word, 20, 600)
  return group(
    ...title(poll.paper, lines),
    ...meta(poll.paper, 110 + dy),
    sign(132 + dy),
    label(word, { x: wordX, y: 139 + dy, size: 20, weight: 600, fill: role }),
    label(round.trimEnd(), { x: roundX + widthOf(' ', 20), y: 139 + dy, size: 20, fill: 'muted' }),
    label(votes === 0 ? 'no votes yet' : formatVotes(votes), {
      x: roundX + widthOf(round, 20),
      y: 139 + dy,
      size: 20,
      weight: 600,
    }),
  )
}

const title = (paper: Paper, lines: readonly string[]): readonly Drawing[] =>
  textLines(toDisplayTitle(paper), lines, { left, right, y: 46, height: 34, size: 26, weight: 600 })

/** Authors, year and source. @param y The baseline. */
const meta = (paper: Paper, y: number): readonly Drawing[] =>
  drawPieces(metaPieces(paper), { x: left, y, size: 20, fill: 'muted' })

const line = { size: 20, weight: 400, width } as const

/** "Hubinger, van Merwijk, Mikulik +2 · 2019 · arXiv:1906.01820"; authors are dropped first if it is too long. */
function metaPieces(paper: Paper): readonly string[] {
  const source = sourceLabel(paper)
  const facts = [paper.year?.toString(), source === paper.title ? undefined : source]
    .filter((fact) => fact !== undefined)
    .map(printable)
  const surnames = paper.authors.slice(0, 3).map(surnameOf)
  for (let shown = surnames.length; shown > 0; shown--) {
    const authors = surnames.slice(0, shown).flatMap((name) => [', ', name])
    const pieces = [...authors.slice(1), ...tailOf(paper.authors.length - shown, facts)]
    if (lengthOf(pieces) <= width) return pieces
  }
  const tail = tailOf(Math.max(0, paper.authors.length - 1), facts)
  return shortMeta(surnames[0], surnames.length === 0 ? tail.slice(1) : tail)
}

const tailOf = (more: number, facts: readonly string[]): readonly string[] => [
  ...(more > 0 ? [` +${more}`] : []),
  ...facts.flatMap((fact) => [' · ', fact]),
]

const lengthOf = (pieces: readonly string[]): number => lengthOfPieces(pieces, line)

/** Minimum width of a shortened author. */
const minAuthorWidth = 120

/** One author, shortened to leave room for year and source; if that isn't enough, the whole line is shortened. */
function shortMeta(author: string | undefined, tail: readonly string[]): readonly string[] {
  if (author === undefined && lengthOf(tail) <= width) return tail
  const room = width - lengthOf(tail)
  if (author === undefined || room < minAuthorWidth) return [shorten([author, ...tail].join(''), line)]
  return [shorten(author, { ...line, width: room }), ...tail]
}

/** The state of a poll as a word and a sign. */
interface State {
  readonly word: string
  readonly role: Role
  /** @param y The vertical centre. */
  readonly sign: (y: number) => Drawing
}

function state({ state, current }: Disclosure): State {
  if (state === 'closed')
    return {
      word: 'Closed',
      role: 'muted',
      sign: (y) => box({ x: 25, y: y - 7, width: 14, height: 14 }, { rx: 2, fill: paint('muted') }),
    }
  if (current.hidden)
    return {
      word: 'Blind',
      role: 'accent',
      sign: (y) => dot(32, y, 6, { fill: 'none', stroke: paint('accent'), 'stroke-width': 3 }),
    }
  return { word: 'Open', role: 'open', sign: (y) => dot(32, y, 7, { fill: paint('open') }) }
}

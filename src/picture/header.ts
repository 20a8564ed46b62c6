import type { Drawing } from '../chat/view.ts'
import { type Paper, sourceLabel } from '../paper/paper.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { box, dot, group, label, paint, printable } from './drawing.ts'
import { linesOf, shortened, widthOf } from './measure.ts'
import { votesWritten } from './numbers.ts'
import type { Role } from './theme.ts'

const width = 592
/** Nobody sees more of a title than this; measuring more would only take time. */
const longestTitle = 400

/** The title's lines, one or two: all that the height of a picture depends on. */
export function titleLines({ title }: Paper): readonly string[] {
  const lines = linesOf(printable(title).slice(0, longestTitle), { size: 26, weight: 600, width }, 2)
  return lines.length === 0 ? ['–'] : lines
}

/** Title, who wrote it when, and how the poll stands. */
export function header(poll: Disclosure, lines: readonly string[], dy: number): Drawing {
  const { word, sign, role } = state(poll)
  const { number, votes } = poll.current
  const round = ` · Round ${number} · `
  const wordX = 48
  const roundX = wordX + widthOf(word, 20, 600)
  return group(
    ...lines.map((line, i) => label(line, { x: 24, y: 46 + 34 * i, size: 26, weight: 600 })),
    label(metaLine(poll.paper), { x: 24, y: 110 + dy, size: 20, fill: 'muted' }),
    sign(132 + dy),
    label(word, { x: wordX, y: 139 + dy, size: 20, weight: 600, fill: role }),
    label(round.trimEnd(), { x: roundX + widthOf(' ', 20), y: 139 + dy, size: 20, fill: 'muted' }),
    label(votes === 0 ? 'no votes yet' : votesWritten(votes), {
      x: roundX + widthOf(round, 20),
      y: 139 + dy,
      size: 20,
      weight: 600,
    }),
  )
}

/** "Hubinger, van Merwijk, Mikulik +2 · 2019 · arXiv:1906.01820"; authors go first where it is too long. */
function metaLine(paper: Paper): string {
  const source = sourceLabel(paper)
  const rest = [paper.year?.toString(), source === paper.title ? undefined : source].filter(
    (part) => part !== undefined,
  )
  const surnames = paper.authors.slice(0, 3).map(surnameOf)
  for (let shown = surnames.length; shown > 0; shown--) {
    const more = paper.authors.length - shown
    const authors = surnames.slice(0, shown).join(', ') + (more > 0 ? ` +${more}` : '')
    const line = [authors, ...rest].join(' · ')
    if (widthOf(line, 20) <= width) return line
  }
  return shortAuthor(surnames[0], paper.authors.length - 1, rest)
}

const narrowestAuthor = 120

/** One author, shortened as far as year and source need the room; if even that doesn't do, all of it is cut. */
function shortAuthor(author: string | undefined, more: number, rest: readonly string[]): string {
  const line = { size: 20, weight: 400, width } as const
  const tail = [more > 0 ? ` +${more}` : '', ...rest.map((part) => ` · ${part}`)].join('')
  const room = width - widthOf(tail, 20)
  if (author === undefined) return shortened(rest.join(' · '), line)
  if (room < narrowestAuthor) return shortened(author + tail, line)
  return shortened(author, { ...line, width: room }) + tail
}

const longestName = 60

/** The last word of a name with the small words before it: "van Merwijk"; of "Hubinger, Evan" what comes first. */
function surnameOf(name: string): string {
  const [whole = ''] = printable(name).slice(0, longestName).split(',')
  const words = whole.trim().split(' ')
  const isSmall = (word: string | undefined) => word !== undefined && /^\p{Ll}/u.test(word)
  let start = words.length - 1
  // A name all in small letters ("bell hooks") has no small words to tell apart.
  if (!isSmall(words.at(-1))) while (isSmall(words[start - 1])) start--
  return words.slice(start).join(' ')
}

interface State {
  readonly word: string
  readonly role: Role
  /** @param y Its middle. */
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

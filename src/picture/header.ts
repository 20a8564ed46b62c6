import type { Drawing } from '../chat/view.ts'
import { type Paper, sourceLabel } from '../paper/paper.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { box, dot, group, label, paint, printable } from './drawing.ts'
import { linesOf, shortened, widthOf } from './measure.ts'
import type { Role } from './theme.ts'

const width = 592
/** Nobody sees more of a title than this; measuring more would only take time. */
const longestTitle = 400

/** The title's lines, one or two: all that the height of a picture depends on. */
export function titleLines({ title }: Paper): readonly string[] {
  const lines = linesOf(printable(title).slice(0, longestTitle), 26, 600, width, 2)
  return lines.length === 0 ? ['–'] : lines
}

/** Title, who wrote it when, and how the poll stands. */
export function header(poll: Disclosure, lines: readonly string[], dy: number): Drawing {
  const { word, sign, role } = state(poll)
  const round = ` · Round ${poll.current.number} · `
  const wordX = 48
  const roundX = wordX + widthOf(word, 20, 600)
  return group(
    ...lines.map((line, i) => label(line, { x: 24, y: 46 + 34 * i, size: 26, weight: 600 })),
    label(metaLine(poll.paper), { x: 24, y: 110 + dy, size: 20, fill: 'muted' }),
    sign(132 + dy),
    label(word, { x: wordX, y: 139 + dy, size: 20, weight: 600, fill: role }),
    label(round.trimEnd(), { x: roundX + widthOf(' ', 20), y: 139 + dy, size: 20, fill: 'muted' }),
    label(votesLine(poll.current.votes), {
      x: roundX + widthOf(round, 20),
      y: 139 + dy,
      size: 20,
      weight: 600,
    }),
  )
}

function votesLine(votes: number): string {
  if (votes === 0) return 'no votes yet'
  return votes === 1 ? '1 vote' : `${votes.toLocaleString('en')} votes`
}

/** "Hubinger, van Merwijk, Mikulik +2 · 2019 · arXiv:1906.01820"; authors go first where it is too long. */
function metaLine(paper: Paper): string {
  const source = sourceLabel(paper)
  const rest = [paper.year?.toString(), source === paper.title ? undefined : source].filter(
    (part) => part !== undefined,
  )
  const surnames = paper.authors.map(
    (author) => printable(author).slice(0, 60).trim().split(' ').at(-1) ?? '',
  )
  for (let shown = Math.min(3, surnames.length); shown > 0; shown--) {
    const more = surnames.length - shown
    const authors = surnames.slice(0, shown).join(', ') + (more > 0 ? ` +${more}` : '')
    const line = [authors, ...rest].join(' · ')
    if (widthOf(line, 20) <= width) return line
  }
  return shortened([...surnames.slice(0, 1), ...rest].join(' · '), 20, 400, width)
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

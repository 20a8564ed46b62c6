import { unsureOf } from '../disagreement/tally.ts'
import { cellName, cells } from '../poll/axes.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { printable } from './drawing.ts'
import { graphemes } from './measure.ts'
import { turnoutWritten, votesWritten, written } from './numbers.ts'

const longest = 300

/** The picture in words, from the same numbers: what is the case, not what is drawn. At most 300 characters. */
export function altText(poll: Disclosure): string {
  const { paper, current, state } = poll
  const word = current.hidden ? 'blind' : state
  const rest = `, round ${current.number}, ${word}: ${result(poll)}`
  return cut(printable(paper.title), longest - rest.length) + rest
}

/** Counted as platforms count, in UTF-16 units, and never cut inside a character. */
function cut(title: string, room: number): string {
  if (title.length <= room) return title
  let kept = ''
  for (const { segment } of graphemes.segment(title)) {
    if (kept.length + segment.length > room - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

function result({ current }: Disclosure): string {
  const { votes } = current
  if (current.hidden) return `${turnoutWritten(votes)}; placements are hidden until reveal.`
  if (votes === 0) return 'No votes yet.'
  const { tally } = current
  const fullest = cells
    .map((cell) => ({ cell, count: tally.cells[cell.index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ cell, count }) => `${cellName(cell)} (${written(count)})`)
  const off = [
    tally.applications > 0 && `${written(tally.applications)} applications`,
    unsureOf(tally) > 0 && `${written(unsureOf(tally))} unsure`,
  ].filter((part) => part !== false)
  const sentence = [fullest.join(', '), off.join(', ')].filter((part) => part !== '').join('; ')
  return `${votesWritten(votes)}. ${sentence}.`
}

import { unsureOf } from '../disagreement/tally.ts'
import { cellName, cells } from '../poll/axes.ts'
import type { Disclosure } from '../poll/disclose.ts'
import { printable } from './drawing.ts'

const longest = 300

/** The picture in words, from the same numbers: what is the case, not what is drawn. At most 300 characters. */
export function altText(poll: Disclosure): string {
  const { paper, current, state } = poll
  const word = current.hidden ? 'blind' : state
  const rest = `, round ${current.number}, ${word}: ${result(poll)}`
  const title = [...printable(paper.title).slice(0, longest)]
  const room = longest - rest.length
  return (title.length <= room ? title.join('') : `${title.slice(0, room - 1).join('')}…`) + rest
}

function result({ current }: Disclosure): string {
  const { votes } = current
  if (current.hidden) {
    const who =
      votes === 0 ? 'Nobody has voted yet' : votes === 1 ? '1 person has voted' : `${votes} people have voted`
    return `${who}; placements are hidden until reveal.`
  }
  if (votes === 0) return 'No votes yet.'
  const { tally } = current
  const fullest = cells
    .map((cell) => ({ cell, count: tally.cells[cell.index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ cell, count }) => `${cellName(cell)} (${count})`)
  const off = [
    tally.applications > 0 && `${tally.applications} applications`,
    unsureOf(tally) > 0 && `${unsureOf(tally)} unsure`,
  ].filter((part) => part !== false)
  const sentence = [fullest.join(', '), off.join(', ')].filter((part) => part !== '').join('; ')
  return `${votes === 1 ? '1 vote' : `${votes} votes`}. ${sentence}.`
}

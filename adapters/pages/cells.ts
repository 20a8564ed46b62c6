import { html } from 'hono/html'
import type { Picture } from '../../src/chat/view.ts'
import { approach, type Cell, caseFocus, cells } from '../../src/grid/axes.ts'
import { formatVotes } from '../../src/picture/numbers.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** The content of each part of a grid, as a list; the script makes the grid's cells lead to its entries. */
export function cellList(poll: Disclosure, { details }: Pick<Picture, 'details'>): Html {
  if (details.length === 0) return nothing
  return html`<details class="cells"><summary>${words.cells}</summary><ul>${details.map(
    ({ part, name, lines }) => {
      const cell = cells.find(({ index }) => part === `cell-${index}`)
      const all = [...(cell === undefined ? [] : changeOf(poll, cell)), ...lines]
      return html`<li data-part="${part}"><p>${cell === undefined ? name : nameOf(poll, cell)}</p>${
        all.length === 0 ? nothing : html`<ul>${all.map((line) => html`<li dir="auto">${line}</li>`)}</ul>`
      }</li>`
    },
  )}</ul></details>`
}

/** "Behaviorist, Pessimistic-case: 5 votes" */
const nameOf = ({ current }: Disclosure, { row, column, index }: Cell): string =>
  `${approach.plain[row]}, ${caseFocus.plain[column]}: ${current.hidden ? '' : formatVotes(current.tally.cells[index] ?? 0)}`

/** "3 votes in round 1"; none if the round before had as many, or is hidden. */
function changeOf({ rounds, current }: Disclosure, { index }: Cell): readonly string[] {
  const before = rounds.at(-2)
  if (current.hidden || before === undefined || before.hidden) return []
  const [then, now] = [before, current].map(({ tally }) => tally.cells[index] ?? 0)
  return then === now ? [] : [`${formatVotes(then ?? 0)} in round ${before.number}`]
}

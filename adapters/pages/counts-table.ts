import { html } from 'hono/html'
import { approach, caseFocus, levels } from '../../src/grid/axes.ts'
import { columnTotals, rowTotals, sum } from '../../src/grid/counts.ts'
import { unsureOf } from '../../src/grid/tally.ts'
import type { OpenRound } from '../../src/poll/disclosed-round.ts'
import type { Html } from './html.ts'
import { words } from './words.ts'

/** The nine cells with the sums of rows and columns, and what is off the grid. */
export function countsTable({ number, tally }: OpenRound): Html {
  const [rows, columns] = [rowTotals(tally.cells), columnTotals(tally.cells)]
  return html`<table class="counts">
<caption>${words.counts}</caption>
<thead><tr><th scope="col">Round ${number}</th>${caseFocus.levels.map(
    (level) =>
      html`<th scope="col"><span class="long">${level}</span><span class="short" aria-hidden="true">${level.replace('-case', '')}</span></th>`,
  )}<th scope="col">All</th></tr></thead>
<tbody>${levels.map(
    (row) =>
      html`<tr><th scope="row">${approach.levels[row]}</th>${levels.map((column) =>
        numberCell(tally.cells[3 * row + column] ?? 0),
      )}${numberCell(rows[row])}</tr>`,
  )}<tr><th scope="row">All</th>${levels.map((column) => numberCell(columns[column]))}${numberCell(
    sum(tally.cells),
  )}</tr></tbody>
</table>
<p class="muted">Applications ${tally.applications} · Unsure ${unsureOf(tally)}</p>`
}

const numberCell = (count: number): Html =>
  count === 0 ? html`<td class="zero">0</td>` : html`<td>${count}</td>`

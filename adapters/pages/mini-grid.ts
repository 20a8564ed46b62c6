import { html } from 'hono/html'
import { cellName, cells } from '../../src/grid/axes.ts'
import { fullOf, type Tally } from '../../src/grid/tally.ts'
import { shadeFor } from '../../src/picture/theme.ts'
import type { Html } from './html.ts'
import { words } from './words.ts'

/** A small grid with the nine counts. */
export function miniGrid(tally: Tally): Html {
  const full = fullOf(tally)
  const counts = cells.map((cell) => ({ cell, count: tally.cells[cell.index] ?? 0 }))
  const said = counts.filter(({ count }) => count > 0).map(({ cell, count }) => `${cellName(cell)}: ${count}`)
  return html`<div class="mini" role="img" aria-label="${said.join(', ') || words.noneYet}">
<span class="end">${words.capabilities}</span>${counts.map(({ count }) =>
    count === 0
      ? html`<span class="box"></span>`
      : html`<span class="box step${shadeFor(count, full)}">${count}</span>`,
  )}<span class="end last">${words.alignment}</span></div>`
}

import { html } from 'hono/html'
import { heading, type Level } from './heading.ts'
import { type Html, nothing } from './html.ts'
import { words } from './words.ts'

/** Where the Shallow Review 2025 publishes its agendas. */
const source = 'https://shallowreview.ai'

/** Another team's placement of the paper's agenda, with an explanation; empty without a line. */
export const elsewhereCard = (lines: readonly string[], level: Level): Html =>
  lines.length === 0
    ? nothing
    : html`<div class="card elsewhere">${heading(level, words.elsewhere)}${lines.map(
        (line) => html`<p dir="auto">${line}</p>`,
      )}<p class="small">${words.guesses} <a href="${source}" rel="noopener noreferrer">${words.source}</a></p></div>`

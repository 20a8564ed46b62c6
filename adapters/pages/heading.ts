import { html } from 'hono/html'
import type { Html } from './html.ts'

/** Of the current round's parts, below the title; of those of earlier rounds, below the round's own. */
export type Level = 2 | 3

/** A heading of that level. */
export const heading = (level: Level, text: string, kind = ''): Html =>
  level === 2 ? html`<h2 class="${kind}">${text}</h2>` : html`<h3 class="${kind}">${text}</h3>`

import { html } from 'hono/html'
import type { Html } from './html.ts'

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** "25 November 2026", in UTC. @param at In ms since 1970. */
const longDate = (at: number): string => long.format(at)

export const dateOf = (at: number): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${longDate(at)}</time>`

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** "November 2026", in UTC. @param at In ms since 1970. */
export const monthName = (at: number): string => month.format(at)

/** "25 November 2026". @param date As `2026-11-25`. */
export const dayOf = (date: string): Html =>
  html`<time datetime="${date}">${longDate(Date.parse(date))}</time>`

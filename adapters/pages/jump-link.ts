import { html } from 'hono/html'
import { type Html, nothing } from './html.ts'
import { toAddress } from './parts.ts'
import { words } from './words.ts'

/** A link to a poll's message; empty without an address. @param before The text that separates it from what precedes it. */
export const jumpLink = (url: string | undefined, before = ''): Html =>
  url === undefined
    ? nothing
    : html`${before}<a href="${toAddress(url)}" rel="noopener noreferrer">${words.goToPoll}</a>`

import { html } from 'hono/html'
import type { HeldSession } from '../../src/reading/held-session.ts'
import { type Html, nothing } from './html.ts'
import { toAddress } from './parts.ts'
import { words } from './words.ts'

/** The notes to a session's recap; nothing on a page of counts. */
export const sessionNotes = ({ notes }: HeldSession): Html =>
  notes === undefined
    ? nothing
    : html`<figure class="quote"><figcaption><bdi>${notes.from}</bdi></figcaption><blockquote dir="auto">${notes.text}</blockquote></figure>`

export const recapLink = (url: string | undefined): Html =>
  url === undefined ? nothing : html`<a href="${toAddress(url)}" rel="noopener noreferrer">${words.recap}</a>`

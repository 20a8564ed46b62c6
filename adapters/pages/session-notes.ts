import { html } from 'hono/html'
import type { WithRecapUrl } from '../../src/bot/linked-page.ts'
import { attachmentKinds } from '../../src/reading/attachment.ts'
import type { HeldSession } from '../../src/reading/held-session.ts'
import { type Html, join, nothing } from './html.ts'
import { toAddress } from './parts.ts'
import { words } from './words.ts'

/** The notes to a session's recap; nothing on a page of counts. */
export const sessionNotes = ({ notes }: HeldSession): Html =>
  notes === undefined
    ? nothing
    : html`<figure class="quote"><figcaption><bdi>${notes.from}</bdi></figcaption><blockquote dir="auto">${notes.text}</blockquote></figure>`

/** Links to a session's recap and to what was attached to it; nothing on a page of counts. */
export function keptLinks({ recapUrl, attachments = [] }: WithRecapUrl<HeldSession>): Html {
  const recap = recapUrl === undefined ? [] : [linkTo(words.recap, recapUrl)]
  return join([...recap, ...attachments.map(({ kind, url }) => linkTo(attachmentKinds[kind], url))], ' · ')
}

const linkTo = (name: string, url: string): Html =>
  html`<a href="${toAddress(url)}" rel="noopener noreferrer">${name}</a>`

import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { OutcomeFeed } from '../../src/bot/linked-pages.ts'
import { counted } from '../../src/chat/text.ts'
import { calendarText } from '../../src/reading/calendar.ts'
import { networkOf, type WebEnv } from '../web/client.ts'
import type { Html } from './html.ts'
import type { PageDeps } from './page-deps.ts'
import { calendarRequests, createRequestLimit } from './request-limit.ts'
import { sendUnlessKnown } from './send.ts'
import { words } from './words.ts'

/** The feeds of outcomes, in the Atom format (RFC 4287), and the calendars of reading groups (RFC 5545). */
export function createFeedRoutes({ pages, publicUrl, settings, now }: PageDeps): Hono<WebEnv> {
  const limit = createRequestLimit(now, calendarRequests)
  const app = new Hono<WebEnv>()
  app.get('/feeds/:token{[^/.]+}/calendar.ics', async (c) => {
    const seconds = limit.secondsUntilFree(networkOf(c, settings))
    if (seconds !== undefined)
      return c.text(words.tooMany, 429, { 'retry-after': String(seconds), 'cache-control': 'no-store' })
    const calendar = await pages.readCalendar(c.req.param('token'))
    if (calendar === undefined) return c.notFound()
    const changes = calendar.events.map(({ changedAt }) => Date.parse(changedAt))
    if (changes.length > 0) c.header('last-modified', new Date(Math.max(...changes)).toUTCString())
    const content = calendarText(calendar)
    return sendUnlessKnown(c, 'text/calendar; charset=utf-8', content, 'private, max-age=900')
  })
  return app.get('/feeds/:token{[^/.]+}/outcomes.atom', async (c) => {
    const token = c.req.param('token')
    const feed = await pages.readFeed(token)
    if (feed === undefined) return c.notFound()
    const content = String(await toAtom(feed, token, publicUrl))
    return sendUnlessKnown(c, 'application/atom+xml; charset=utf-8', content, 'private, max-age=900')
  })
}

/** Its own address is not in it: readers that publish what they read would give it away. */
function toAtom({ title, outcomes }: OutcomeFeed, token: string, publicUrl: string): Html {
  const updated = outcomes[0]?.closedAt ?? 0
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:cruxgrid:${idOf('feed', token)}</id>
<title>${clean(`${title}: ${words.feed}`)}</title>
<updated>${new Date(updated).toISOString()}</updated>
<author><name>Cruxgrid</name></author>
${outcomes.map(
  ({ line, round, closedAt, votes, summary, paper, path }) => html`<entry>
<id>urn:cruxgrid:${idOf(line.id, String(round))}</id>
<title>${clean(paper.title)}</title>
<updated>${new Date(closedAt).toISOString()}</updated>
${linkTo(path === undefined ? paper.url : new URL(path, publicUrl).href)}<content type="text">${clean(
    [summary.headline, ...summary.parts.axes, ...summary.parts.settle, counted(votes, 'vote')].join('\n'),
  )}</content>
</entry>
`,
)}</feed>
`
}

const linkTo = (url: string | undefined): Html => (url === undefined ? html`` : html`<link href="${url}"/>\n`)

/** The same for the same round, and no way back to it. */
const idOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 26)

/** Without the characters that XML 1.0 doesn't allow (section 2.2). */
const clean = (text: string): string =>
  text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

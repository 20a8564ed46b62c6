import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Outcome } from '../../src/atlas/outcomes.ts'
import type { OutcomeFeed } from '../../src/bot/linked-pages.ts'
import type { RecapFeed } from '../../src/bot/recap-feed.ts'
import { counted } from '../../src/chat/text.ts'
import { calendarText } from '../../src/reading/calendar.ts'
import { networkOf, type WebEnv } from '../web/client.ts'
import type { Html } from './html.ts'
import type { PageDeps } from './page-deps.ts'
import { calendarRequests, createRequestLimit } from './request-limit.ts'
import { sendUnlessKnown } from './send.ts'
import { words } from './words.ts'

interface Deps extends Pick<PageDeps, 'publicUrl' | 'settings' | 'now'> {
  readonly pages: Pick<PageDeps['pages'], 'readCalendar' | 'readRecaps' | 'readFeed'>
}

/** The feeds of outcomes and recaps, in the Atom format (RFC 4287), and the calendars of reading groups (RFC 5545). */
export function createFeedRoutes({ pages, publicUrl, settings, now }: Deps): Hono<WebEnv> {
  const limit = createRequestLimit(now, calendarRequests)
  const app = new Hono<WebEnv>()
  for (const file of ['calendar.ics', 'recaps.atom'] as const)
    app.use(`/feeds/:token{[^/.]+}/${file}`, async (c, next) => {
      const seconds = limit.secondsUntilFree(networkOf(c, settings))
      if (seconds === undefined) return next()
      return c.text(words.tooMany, 429, { 'retry-after': String(seconds), 'cache-control': 'no-store' })
    })
  app.get('/feeds/:token{[^/.]+}/calendar.ics', async (c) => {
    const calendar = await pages.readCalendar(c.req.param('token'))
    if (calendar === undefined) return c.notFound()
    const changes = calendar.events.map(({ changedAt }) => Date.parse(changedAt))
    if (changes.length > 0) c.header('last-modified', new Date(Math.max(...changes)).toUTCString())
    return sendFeed(c, 'text/calendar', calendarText(calendar))
  })
  app.get('/feeds/:token{[^/.]+}/recaps.atom', async (c) => {
    const token = c.req.param('token')
    const feed = await pages.readRecaps(token)
    return feed === undefined
      ? c.notFound()
      : sendFeed(c, atomType, await toAtom(toRecapFeed(feed, token, publicUrl)))
  })
  app.get('/feeds/:token{[^/.]+}/outcomes.atom', async (c) => {
    const token = c.req.param('token')
    const feed = await pages.readFeed(token)
    return feed === undefined
      ? c.notFound()
      : sendFeed(c, atomType, await toAtom(toOutcomeFeed(feed, token, publicUrl)))
  })
  return app
}

const atomType = 'application/atom+xml'

const sendFeed = (c: Context<WebEnv>, type: string, content: string): Response =>
  sendUnlessKnown(c, `${type}; charset=utf-8`, content, 'private, max-age=900')

interface AtomEntry {
  readonly id: string
  readonly title: string
  /** In ms since 1970. */
  readonly updatedAt: number
  readonly url: string | undefined
  readonly text: string
}

interface AtomFeed {
  readonly id: string
  readonly title: string
  /** Newest first. */
  readonly entries: readonly AtomEntry[]
}

const toOutcomeFeed = ({ title, outcomes }: OutcomeFeed, token: string, publicUrl: string): AtomFeed => ({
  id: idOf('feed', token),
  title: `${title}: ${words.feed}`,
  entries: outcomes.map(({ line, round, closedAt, paper, path, ...outcome }) => ({
    id: idOf(line.id, String(round)),
    title: paper.title,
    updatedAt: closedAt,
    url: path === undefined ? paper.url : new URL(path, publicUrl).href,
    text: outcomeText(outcome),
  })),
})

const toRecapFeed = ({ title, recaps }: RecapFeed, token: string, publicUrl: string): AtomFeed => ({
  id: idOf('recaps', token),
  title: `${title}: ${words.recaps}`,
  entries: recaps.map(({ session, paper, updatedAt, path, link, ...outcome }) => ({
    id: session,
    title: paper.title,
    updatedAt,
    url: path === undefined ? link : new URL(path, publicUrl).href,
    text: outcomeText(outcome),
  })),
})

const outcomeText = ({ summary, votes }: Pick<Outcome, 'summary' | 'votes'>): string =>
  votes === 0
    ? summary.headline
    : [summary.headline, ...summary.parts.axes, ...summary.parts.settle, counted(votes, 'vote')].join('\n')

/** Its own address is not in it: readers that publish what they read would give it away. */
async function toAtom({ id, title, entries }: AtomFeed): Promise<string> {
  const updated = entries[0]?.updatedAt ?? 0
  const feed = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:cruxgrid:${id}</id>
<title>${clean(title)}</title>
<updated>${new Date(updated).toISOString()}</updated>
<author><name>Cruxgrid</name></author>
${entries.map(
  ({ id, title, updatedAt, url, text }) => html`<entry>
<id>urn:cruxgrid:${id}</id>
<title>${clean(title)}</title>
<updated>${new Date(updatedAt).toISOString()}</updated>
${linkTo(url)}<content type="text">${clean(text)}</content>
</entry>
`,
)}</feed>
`
  return String(await feed)
}

const linkTo = (url: string | undefined): Html => (url === undefined ? html`` : html`<link href="${url}"/>\n`)

/** The same for the same round, and no way back to it. */
const idOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 26)

/** Without the characters that XML 1.0 doesn't allow (section 2.2). */
const clean = (text: string): string =>
  text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

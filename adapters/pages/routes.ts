import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { fileName } from '../../src/export/file-name.ts'
import { pollCsv, pollRows } from '../../src/export/poll-csv.ts'
import { pollJson } from '../../src/export/poll-json.ts'
import { pollMarkdown } from '../../src/export/poll-markdown.ts'
import { previewCard } from '../../src/picture/card/preview-card.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import { toSvg } from '../../src/picture/svg.ts'
import { toCountsOnly } from '../../src/poll/counts-only.ts'
import { type Disclosure, selectRound } from '../../src/poll/disclose.ts'
import type { LinkedPoll, PageReader } from '../../src/poll/read-page.ts'
import { networkOf, type WebEnv } from '../web/client.ts'
import { headersWith } from '../web/guard.ts'
import type { WebSettings } from '../web/settings.ts'
import { type Assets, pageAssets } from './assets.ts'
import { toDocument } from './document.ts'
import { pollMetas } from './metas.ts'
import { pollFooter, pollPage } from './poll-page.ts'
import { createRequestLimit } from './request-limit.ts'
import { words } from './words.ts'

export interface PageDeps {
  readonly settings: Pick<WebSettings, 'TRUST_PROXY'>
  /** The address under which people reach the pages. */
  readonly publicUrl: string
  readonly readLinked: PageReader['readLinked']
  readonly pictures: PngRenderer
  /** In ms since 1970. */
  readonly now: () => number
}

/** The pages that links open, and the files of these. */
export function createPageRoutes(deps: PageDeps): Hono<WebEnv> {
  const { settings, publicUrl, readLinked, now } = deps
  const limit = createRequestLimit(now)
  const app = new Hono<WebEnv>()
  app.onError((fault) => {
    throw fault
  })
  app.use(headersWith('no-referrer'))
  app.use(async (c, next) => {
    const seconds = limit.secondsUntilFree(networkOf(c, settings))
    if (seconds === undefined) return next()
    return c.text(words.tooMany, 429, { 'retry-after': String(seconds), 'cache-control': 'no-store' })
  })
  app.use('/p/*', async (c, next) => {
    c.header('x-robots-tag', 'noindex, nofollow, noarchive, nosnippet')
    return next()
  })
  app.notFound((c) => c.text(words.nothingHere, 404, { 'cache-control': 'no-store' }))

  // It forbids nothing: crawlers that may not read a page never see that it is not to be listed.
  app.get('/robots.txt', (c) => c.text('User-agent: *\nAllow: /\n'))
  app.get('/pages/:name', async (c) => sendAsset(c, await pageAssets()))

  app.get('/p/:token{[^/.]+}', async (c) => {
    const token = c.req.param('token')
    const linked = await readLinked(token)
    if (linked === undefined) return c.notFound()
    const { addresses } = await pageAssets()
    return sendUnlessKnown(
      c,
      'text/html; charset=utf-8',
      await pageOf(linked, { token, publicUrl, addresses }),
    )
  })
  app.get('/p/:token{[^/.]+}/card.png', async (c) => {
    const linked = await readLinked(c.req.param('token'))
    if (linked === undefined) return c.notFound()
    const card = previewCard(toCountsOnly(linked.poll))
    return sendPicture(c, card.key, await deps.pictures.png(card, 'light'), 'image/png')
  })
  app.get('/p/:file{[^/.]+\\.(?:json|csv|md|svg|png)}', async (c) => {
    const [token = '', ending = ''] = c.req.param('file').split('.')
    const linked = await readLinked(token)
    const poll = linked && roundOf(linked.poll, c.req.query('round'))
    if (poll === undefined) return c.notFound()
    return ending === 'svg' || ending === 'png'
      ? sendGrid(c, poll, ending, deps.pictures)
      : sendData(c, poll, ending, now())
  })
  return app
}

interface PageAddress {
  readonly token: string
  readonly publicUrl: string
  readonly addresses: Assets['addresses']
}

async function pageOf(linked: LinkedPoll, { token, publicUrl, addresses }: PageAddress): Promise<string> {
  const { poll } = linked
  const path = `/p/${token}`
  const counts = toCountsOnly(poll)
  const page = await toDocument(
    {
      title: poll.paper.title,
      metas: pollMetas(counts, new URL(path, publicUrl).href, previewCard(counts)),
      main: pollPage(linked),
      footer: pollFooter(path, gridPicture(poll).key),
    },
    addresses,
  )
  return String(page)
}

/** The poll as it was in a round, named by its number; `undefined` if it has no such round. */
function roundOf(poll: Disclosure, asked: string | undefined): Disclosure | undefined {
  if (asked === undefined) return poll
  return poll.rounds.some(({ number }) => String(number) === asked)
    ? selectRound(poll, Number(asked))
    : undefined
}

async function sendGrid(
  c: Context<WebEnv>,
  poll: Disclosure,
  ending: 'svg' | 'png',
  pictures: PngRenderer,
): Promise<Response> {
  const picture = gridPicture(poll)
  const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light'
  return ending === 'svg'
    ? sendPicture(c, picture.key, Buffer.from(toSvg(picture, theme)), 'image/svg+xml')
    : sendPicture(c, picture.key, await pictures.png(picture, theme), 'image/png')
}

/** Kept for five minutes under an address that names the picture; asked about again under any other. */
function sendPicture(c: Context<WebEnv>, key: string, body: Buffer, type: string): Response {
  const isNamed = c.req.query('v') === key
  return sendUnlessKnown(c, type, body, isNamed ? 'private, max-age=300' : undefined)
}

const dataTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
}

function sendData(c: Context<WebEnv>, poll: Disclosure, ending: string, now: number): Response {
  const content =
    ending === 'json' ? pollJson(poll) : ending === 'csv' ? pollCsv([pollRows(poll)]) : pollMarkdown(poll)
  const name = fileName(poll.paper.title, now, ending)
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  return sendUnlessKnown(c, `${dataTypes[ending]}; charset=utf-8`, content)
}

/** Sends a content, or 304 if the client has it. */
function sendUnlessKnown(
  c: Context<WebEnv>,
  type: string,
  content: string | Buffer,
  caching = 'private, no-cache',
): Response {
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  c.header('etag', etag)
  c.header('cache-control', caching)
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  return c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {
    'content-type': type,
  })
}

async function sendAsset(c: Context<WebEnv, '/pages/:name'>, { files }: Assets): Promise<Response> {
  const file = files.get(c.req.param('name'))
  if (file === undefined) return c.notFound()
  return c.body(typeof file.body === 'function' ? await file.body() : file.body, 200, {
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable',
  })
}

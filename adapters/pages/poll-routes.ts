import { Hono } from 'hono'
import { html } from 'hono/html'
import { pollCsv, pollRows } from '../../src/export/poll-csv.ts'
import { pollJson } from '../../src/export/poll-json.ts'
import { pollMarkdown } from '../../src/export/poll-markdown.ts'
import { previewCard } from '../../src/picture/card/preview-card.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { toCountsOnly } from '../../src/poll/counts-only.ts'
import { type Disclosure, selectRound } from '../../src/poll/disclose.ts'
import type { LinkedPoll } from '../../src/poll/read-page.ts'
import type { WebEnv } from '../web/client.ts'
import { type Assets, pageAssets } from './assets.ts'
import { toDocument } from './document.ts'
import { downloads } from './downloads.ts'
import { pollMetas } from './metas.ts'
import type { PageDeps } from './page-deps.ts'
import { pollPage } from './poll-page.ts'
import { type DataEnding, sendCard, sendData, sendDrawn, sendPage } from './send.ts'
import { words } from './words.ts'

/** The pages of polls. */
export function createPollRoutes({ publicUrl, readLinked, pictures, now }: PageDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/p/:token{[^/.]+}', async (c) => {
    const token = c.req.param('token')
    const linked = await readLinked(token)
    if (linked === undefined) return c.notFound()
    const { addresses } = await pageAssets()
    return sendPage(c, await pageOf(linked, { token, publicUrl, addresses }))
  })
  app.get('/p/:token{[^/.]+}/card.png', async (c) => {
    const linked = await readLinked(c.req.param('token'))
    if (linked === undefined) return c.notFound()
    return sendCard(c, previewCard(toCountsOnly(linked.poll)), pictures)
  })
  app.get('/p/:file{[^/.]+\\.(?:json|csv|md|svg|png)}', async (c) => {
    const [token = '', ending = ''] = c.req.param('file').split('.')
    const linked = await readLinked(token)
    const poll = linked && roundOf(linked.poll, c.req.query('round'))
    if (poll === undefined) return c.notFound()
    if (ending === 'svg' || ending === 'png') return sendDrawn(c, gridPicture(poll), ending, pictures)
    const data = ending as DataEnding
    return sendData(c, {
      title: poll.paper.title,
      ending: data,
      content: contents[data](poll),
      now: now(),
    })
  })
  return app
}

const contents: Readonly<Record<DataEnding, (poll: Disclosure) => string>> = {
  json: pollJson,
  csv: (poll) => pollCsv([pollRows(poll)]),
  md: pollMarkdown,
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
      footer: html`${downloads(path, gridPicture(poll).key)}<p>${words.made}</p>`,
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

import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { PaperPage } from '../../src/bot/paper-page.ts'
import type { Picture } from '../../src/chat/view.ts'
import { pollCsv, pollRows } from '../../src/export/poll-csv.ts'
import { pollJson } from '../../src/export/poll-json.ts'
import { pollMarkdown } from '../../src/export/poll-markdown.ts'
import { previewCard } from '../../src/picture/card/preview-card.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { toCountsOnly } from '../../src/poll/counts-only.ts'
import type { WebEnv } from '../web/client.ts'
import { pageAssets } from './assets.ts'
import { toDocument } from './document.ts'
import { downloads } from './downloads.ts'
import { pollMetas } from './metas.ts'
import type { PageDeps } from './page-deps.ts'
import { navOf } from './page-nav.ts'
import { paperPage } from './paper-page.ts'
import { type DataEnding, sendCard, sendData, sendDrawn, sendPage } from './send.ts'
import { words } from './words.ts'

/** The pages of papers. */
export function createPaperRoutes(deps: PageDeps): Hono<WebEnv> {
  const { pages, pictures, now } = deps
  const app = new Hono<WebEnv>()
  app.get('/a/:token{[^/.]+}', async (c) => {
    const token = c.req.param('token')
    const found = await pages.readPaper(token)
    return found === undefined ? c.notFound() : sendPaper(c, found, `/a/${token}`, deps)
  })
  app.get('/a/:token{[^/.]+}/card.png', async (c) => {
    const found = await pages.readPaper(c.req.param('token'))
    return found === undefined ? c.notFound() : sendCard(c, cardOf(found.page), pictures)
  })
  app.get('/a/:file{[^/.]+\\.(?:json|csv|md|svg|png)}', async (c) => {
    const [token = '', ending = ''] = c.req.param('file').split('.')
    const found = await pages.readPaper(token)
    if (found === undefined) return c.notFound()
    const { page } = found
    if (ending === 'svg' || ending === 'png')
      return sendDrawn(c, gridPicture(page.standing), ending, pictures)
    const data = ending as DataEnding
    return sendData(c, { title: page.paper.title, ending: data, content: contents[data](page), now: now() })
  })
  return app
}

/** Previews show counts only, whatever the link's kind. */
const cardOf = ({ standing }: PaperPage): Picture => previewCard(toCountsOnly(standing))

const pollsOf = ({ answer }: PaperPage) => answer.polls.map(({ poll }) => poll)

const contents: Readonly<Record<DataEnding, (page: PaperPage) => string>> = {
  json: (page) => `[\n${pollsOf(page).map(pollJson).join(',\n')}\n]\n`,
  csv: (page) => pollCsv(pollsOf(page).map(pollRows)),
  md: (page) => pollsOf(page).map(pollMarkdown).join('\n\n'),
}

type Found = NonNullable<Awaited<ReturnType<PageDeps['pages']['readPaper']>>>

async function sendPaper(
  c: Context<WebEnv>,
  { page, paths }: Found,
  path: string,
  { publicUrl }: PageDeps,
): Promise<Response> {
  const { standing } = page
  const document = await toDocument(
    {
      title: page.paper.title,
      owner: page.owner,
      metas: pollMetas(toCountsOnly(standing), new URL(path, publicUrl).href, cardOf(page)),
      main: paperPage(page, paths),
      footer: html`${downloads(path, gridPicture(standing).key)}<p>${words.made}</p>`,
      nav: navOf(paths),
    },
    (await pageAssets()).addresses,
  )
  return sendPage(c, String(document))
}

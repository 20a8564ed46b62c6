import { Hono } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { spanOf } from '../../src/atlas/atlas-papers.ts'
import type { GroupFilter, GroupPage } from '../../src/bot/group-pages.ts'
import type { Picture } from '../../src/chat/view.ts'
import { overviewCsv, overviewJson, overviewMarkdown } from '../../src/export/overview-files.ts'
import { atlasPicture } from '../../src/picture/atlas/atlas-picture.ts'
import { groupCard } from '../../src/picture/card/group-card.ts'
import type { WebEnv } from '../web/client.ts'
import { pageAssets } from './assets.ts'
import { toDocument } from './document.ts'
import { downloads } from './downloads.ts'
import { createDrawnPages } from './drawn-pages.ts'
import { type GroupQuery, groupPage } from './group-page.ts'
import { groupMetas } from './metas.ts'
import type { PageDeps } from './page-deps.ts'
import { navOf } from './page-nav.ts'
import { type DataEnding, sendCard, sendData, sendDrawn } from './send.ts'
import { words } from './words.ts'

const day = /^\d{4}-\d{2}-\d{2}$/
const dayMs = 86_400_000

/** Invalid values are left out. */
const Query = z.object({
  from: z.string().regex(day).optional().catch(undefined),
  to: z.string().regex(day).optional().catch(undefined),
  season: z.string().min(1).max(100).optional().catch(undefined),
  in: z.string().min(1).max(100).optional().catch(undefined),
  view: z.literal('table').optional().catch(undefined),
})

/** The pages of channels and of seasons. */
export function createGroupRoutes(deps: PageDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const sendUnlessDrawn = createDrawnPages()
  for (const folder of ['g', 's'] as const) {
    const find = (token: string, query: GroupQuery) =>
      folder === 'g' ? deps.pages.findGroup(token, toFilter(query)) : deps.pages.findSeason(token)
    const read = async (token: string, query: GroupQuery) => (await find(token, query))?.compute()
    app.get(`/${folder}/:token{[^/.]+}`, async (c) => {
      const query = Query.parse(c.req.query())
      const token = c.req.param('token')
      const found = await find(token, query)
      if (found === undefined) return c.notFound()
      const path = `/${folder}/${token}`
      return sendUnlessDrawn(c, found, [path, query], async () => {
        const page = await found.compute()
        return { html: await draw(page, query, path, deps), jumps: page.paths.jumps }
      })
    })
    app.get(`/${folder}/:token{[^/.]+}/card.png`, async (c) => {
      const page = await read(c.req.param('token'), {})
      return page === undefined ? c.notFound() : sendCard(c, cardOf(page), deps.pictures)
    })
    app.get(`/${folder}/:file{[^/.]+\\.(?:json|csv|md|svg|png)}`, async (c) => {
      const [token = '', ending = ''] = c.req.param('file').split('.')
      const page = await read(token, Query.parse(c.req.query()))
      if (page === undefined) return c.notFound()
      if (ending === 'svg' || ending === 'png') return sendDrawn(c, pictureOf(page), ending, deps.pictures)
      const data = ending as DataEnding
      const content = contents[data](page)
      return sendData(c, { title: page.title, ending: data, content, now: deps.now() })
    })
  }
  return app
}

const contents: Readonly<Record<DataEnding, (page: GroupPage) => string>> = {
  json: ({ title, overview }) => overviewJson(title, overview),
  csv: ({ overview }) => overviewCsv(overview),
  md: ({ title, overview }) => overviewMarkdown(title, overview),
}

/** Days are those of UTC, the last one whole. */
function toFilter({ from, to, season, in: channel }: GroupQuery): GroupFilter {
  const [start, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')]
  return {
    ...(!Number.isNaN(start) && { from: start }),
    ...(!Number.isNaN(end) && { before: end + dayMs }),
    ...(season !== undefined && { season }),
    ...(channel !== undefined && { in: channel }),
  }
}

const pictureOf = ({ title, overview: { atlas } }: GroupPage): Picture =>
  atlasPicture({ title, span: spanOf(atlas), papers: atlas })

const cardOf = ({ previewTitle: title, overview: { atlas } }: GroupPage): Picture => groupCard(title, atlas)

async function draw(
  page: GroupPage,
  query: GroupQuery,
  path: string,
  { publicUrl }: PageDeps,
): Promise<string> {
  const { addresses } = await pageAssets()
  const card = cardOf(page)
  const { feed } = page.paths
  const document = await toDocument(
    {
      title: page.title,
      owner: page.owner,
      metas: groupMetas(page, new URL(path, publicUrl).href, card),
      main: groupPage(page, query),
      footer: html`${downloads(path, pictureOf(page).key, feed)}<p>${words.made}</p>`,
      nav: navOf(page.paths, path),
      ...(feed !== undefined && { feed }),
    },
    addresses,
  )
  return String(document)
}

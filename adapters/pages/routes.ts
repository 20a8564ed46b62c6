import { type Context, Hono } from 'hono'
import { networkOf, type WebEnv } from '../web/client.ts'
import { headersWith } from '../web/guard.ts'
import { type Assets, pageAssets } from './assets.ts'
import { createFeedRoutes } from './feed-routes.ts'
import { createGroupRoutes } from './group-routes.ts'
import type { PageDeps } from './page-deps.ts'
import { createPaperRoutes } from './paper-routes.ts'
import { createPollRoutes } from './poll-routes.ts'
import { createRequestLimit } from './request-limit.ts'
import { words } from './words.ts'

/** The first parts of the paths of what links open. */
export const linkedFolders = ['p', 'g', 'a', 's', 'feeds'] as const

/** The pages that links open, and the files of these. */
export function createPageRoutes(deps: PageDeps): Hono<WebEnv> {
  const { settings, now } = deps
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
  for (const folder of linkedFolders)
    app.use(`/${folder}/*`, async (c, next) => {
      c.header('x-robots-tag', 'noindex, nofollow, noarchive, nosnippet')
      return next()
    })
  app.notFound((c) => c.text(words.nothingHere, 404, { 'cache-control': 'no-store' }))

  // It forbids nothing: crawlers that may not read a page never see that it is not to be listed.
  app.get('/robots.txt', (c) => c.text('User-agent: *\nAllow: /\n'))
  app.get('/pages/:name', async (c) => sendAsset(c, await pageAssets()))

  app.route('/', createPollRoutes(deps))
  app.route('/', createGroupRoutes(deps))
  app.route('/', createPaperRoutes(deps))
  app.route('/', createFeedRoutes(deps))
  return app
}

async function sendAsset(c: Context<WebEnv, '/pages/:name'>, { files }: Assets): Promise<Response> {
  const file = files.get(c.req.param('name'))
  if (file === undefined) return c.notFound()
  return c.body(typeof file.body === 'function' ? await file.body() : file.body, 200, {
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable',
  })
}

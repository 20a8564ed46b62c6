import type { Mount } from '../../src/bot/platform.ts'
import type { PageDeps } from './page-deps.ts'
import { createPageRoutes, linkedFolders } from './routes.ts'

const isOurs = new RegExp(`^/(?:(?:${linkedFolders.join('|')}|pages)/|robots\\.txt$)`)

/** The pages that links open, beside the playground; they need no session. An address with a poll's id is as unknown as any other. */
export function createPages(deps: PageDeps): Mount {
  const routes = createPageRoutes(deps)
  return {
    path: '/',
    async respond(request, connection) {
      const { pathname } = new URL(request.url)
      if (!isOurs.test(pathname)) return undefined
      return routes.fetch(request, connection)
    },
  }
}

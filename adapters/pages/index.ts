import type { Mount } from '../../src/bot/platform.ts'
import { createPageRoutes, type PageDeps } from './routes.ts'

/**
 * The pages that links open, beside the playground; they need no session. The playground's own page of a poll is left to it
 * for requests that may have a session; for all others, an address with a poll's id is as unknown as any other.
 */
export function createPages(deps: PageDeps): Mount {
  const routes = createPageRoutes(deps)
  return {
    path: '/',
    async respond(request, connection) {
      const { pathname } = new URL(request.url)
      const isPlaygrounds = /^\/p\/p_/.test(pathname) && request.headers.has('cookie')
      if (isPlaygrounds || !/^\/(?:p\/|pages\/|robots\.txt$)/.test(pathname)) return undefined
      return routes.fetch(request, connection)
    },
  }
}

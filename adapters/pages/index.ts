import type { Mount } from '../../src/bot/platform.ts'
import { createPageRoutes, type PageDeps } from './routes.ts'

/**
 * The pages that links open, beside the playground: they need nobody to be signed in. The playground's own page of a poll
 * stays with it for those who may have a session; without one, an address with a poll's id is as unknown as any other.
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

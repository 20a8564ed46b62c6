import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { LRUCache } from 'lru-cache'
import type { FoundPage } from '../../src/bot/group-pages.ts'
import type { PagePaths } from '../../src/bot/page-paths.ts'
import type { WebEnv } from '../web/client.ts'
import { sendNotModified, sendPage } from './send.ts'

const maxDrawn = 1000

interface Drawn {
  readonly html: string
  /** The addresses of messages that it leads to. */
  readonly jumps: PagePaths['jumps']
}

/**
 * Sends pages about many papers. Most of what such a page costs is to compute and draw it, so a client that has the last one
 * gets 304 without that, if it would be made from the same again. Only ETags are kept, those of the last 1,000 pages.
 */
export function createDrawnPages() {
  const drawn = new LRUCache<string, { readonly etag: string } & Pick<Drawn, 'jumps'>>({ max: maxDrawn })

  /** @param asked The address and the reader's choices. */
  return async function sendUnlessDrawn(
    c: Context<WebEnv>,
    { digest, leadsTo }: Pick<FoundPage, 'digest' | 'leadsTo'>,
    asked: readonly unknown[],
    draw: () => Promise<Drawn>,
  ): Promise<Response> {
    const key = createHash('sha256')
      .update(JSON.stringify([digest, ...asked]))
      .digest('base64url')
    const known = drawn.get(key)
    if (known !== undefined && c.req.header('if-none-match') === known.etag && (await leadsTo(known.jumps)))
      return sendNotModified(c, known.etag)
    const { html, jumps } = await draw()
    const response = sendPage(c, html)
    const etag = response.headers.get('etag')
    if (etag !== null) drawn.set(key, { etag, jumps })
    return response
  }
}

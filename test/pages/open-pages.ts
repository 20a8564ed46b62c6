import { createPages } from '../../adapters/pages/index.ts'
import { createServer } from '../../adapters/server.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openPoll } from '../poll/open-poll.ts'

export const publicUrl = 'https://grid.example'

/** A table with a poll, and the server of its pages. Mona makes links to it. */
export async function openPages(words = '', env: { readonly TRUST_PROXY?: boolean } = {}) {
  const chat = await openPoll(words, { publicUrl })
  const pictures = createPngRenderer()
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    mounts: [
      createPages({
        settings: { TRUST_PROXY: env.TRUST_PROXY ?? false },
        publicUrl,
        readLinked: chat.table.app.readLinked,
        pictures,
        now: chat.table.clock.now,
      }),
    ],
    isReady: async () => true,
    metrics: createMetrics(),
    log: createLog('silent', false),
  })
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.address + path, { headers, redirect: 'manual' })

  return {
    ...chat,
    address: server.address,
    get,
    pollId: /p_[a-z0-9]{10}/.exec(JSON.stringify(chat.poll.views))?.[0] ?? '',
    /** The path of a new link. */
    async link(kind: 'counts' | 'full', by = chat.mona, term = 'none'): Promise<string> {
      const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(chat.poll.views))?.[0] ?? ''
      const answer = await by.ask({ command: 'link', args: { poll, kind, term, sure: 'yes' } })
      return pathIn(answer)
    },
    async [Symbol.asyncDispose]() {
      await server.close()
      await pictures.close()
      await chat[Symbol.asyncDispose]()
    },
  }
}

/** The path of the page that an answer has the address of. */
export function pathIn(answer: unknown): string {
  const [, path = ''] = /https:\/\/grid\.example(\/p\/[0-9a-z]+)/.exec(JSON.stringify(answer)) ?? []
  if (path === '') throw new Error(`No address in ${JSON.stringify(answer)}`)
  return path
}

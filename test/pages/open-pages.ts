import { createPages } from '../../adapters/pages/index.ts'
import type { App } from '../../src/app.ts'
import { createPngRenderer, type PngRenderer } from '../../src/picture/png.ts'
import type { Clock } from '../../src/time/clock.ts'
import { openPoll } from '../poll/open-poll.ts'

export const publicUrl = 'https://grid.example'

/** The pages that links of a table open, as the web server asks for them. */
export function servePages(
  table: {
    readonly app: Pick<App, 'pages' | 'readLinked'>
    readonly clock: Pick<Clock, 'now'>
  },
  pictures: PngRenderer = createPngRenderer(),
) {
  const mount = createPages({
    settings: { TRUST_PROXY: false },
    publicUrl,
    readLinked: table.app.readLinked,
    pages: table.app.pages,
    pictures,
    now: table.clock.now,
  })
  const connection = { address: '127.0.0.1', closing: new AbortController().signal }
  return {
    mount,
    async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
      const request = new Request(publicUrl + path, { headers })
      const response = 'respond' in mount ? await mount.respond(request, connection) : undefined
      return response ?? new Response('This is not about pages.', { status: 421 })
    },
    [Symbol.asyncDispose]: () => pictures.close(),
  }
}

/** A table with a poll, and the pages that links to it open. */
export async function openPages(
  words = '',
  { pictures, ...options }: { readonly hasGuests?: boolean; readonly pictures?: PngRenderer } = {},
) {
  const chat = await openPoll(words, { publicUrl, ...options })
  const { mount, get, [Symbol.asyncDispose]: close } = servePages(chat.table, pictures)

  return {
    ...chat,
    mount,
    get,
    pollId: /p_[a-z0-9]{10}/.exec(JSON.stringify(chat.poll.views))?.[0] ?? '',
    /** The path of a new link. */
    async link(kind: 'counts' | 'full', by = chat.mona, term = 'none'): Promise<string> {
      const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(chat.poll.views))?.[0] ?? ''
      const answer = await by.ask({ command: 'link', args: { poll, kind, term, sure: 'yes' } })
      return pathIn(answer)
    },
    async [Symbol.asyncDispose]() {
      await close()
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

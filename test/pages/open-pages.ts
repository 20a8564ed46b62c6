import { createPages } from '../../adapters/pages/index.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openPoll } from '../poll/open-poll.ts'

export const publicUrl = 'https://grid.example'

/** A table with a poll, and the pages that links to it open, as the web server asks for them. */
export async function openPages(words = '') {
  const chat = await openPoll(words, { publicUrl })
  const pictures = createPngRenderer()
  const mount = createPages({
    settings: { TRUST_PROXY: false },
    publicUrl,
    readLinked: chat.table.app.readLinked,
    pages: chat.table.app.pages,
    pictures,
    now: chat.table.clock.now,
  })
  const connection = { address: '127.0.0.1', closing: new AbortController().signal }
  async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const request = new Request(publicUrl + path, { headers })
    const response = 'respond' in mount ? await mount.respond(request, connection) : undefined
    return response ?? new Response('This is not about pages.', { status: 421 })
  }

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

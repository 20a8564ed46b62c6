import { DomUtils, parseDocument } from 'htmlparser2'
import { readArxivId } from '../arxiv-id.ts'
import { baseOf, type PaperMetadata, type Source, textOf } from '../source.ts'

const maxBatch = 50

type Waiting = readonly [id: string, answer: PromiseWithResolvers<PaperMetadata | undefined>]

/** arXiv's Atom API. Ids waiting for their turn share a request. */
const arxiv: Source = {
  name: 'arxiv',
  kinds: ['arxiv'],
  // One request every three seconds, one at a time: https://info.arxiv.org/help/api/tou.html
  rateLimit: () => ({ intervalMs: 3000, maxConcurrent: 1 }),
  open({ send, settings }) {
    const { base, isTrusted } = baseOf(settings, 'ARXIV_API_URL', 'https://export.arxiv.org')
    const waiting = new Map<string, PromiseWithResolvers<PaperMetadata | undefined>>()

    /** Takes the first 50 waiting ids, and queues a request for the others. */
    function takeWaiting(): readonly Waiting[] {
      const taken = [...waiting].slice(0, maxBatch)
      for (const [id] of taken) waiting.delete(id)
      if (waiting.size > 0) void requestBatch(takeWaiting)
      return taken
    }

    /** @param take Called at the request's turn; returns the ids to look up. */
    async function requestBatch(take: () => readonly Waiting[]): Promise<void> {
      let batch: readonly Waiting[] | undefined
      try {
        const answer = await send(() => {
          batch = take()
          const ids = batch.map(([id]) => encodeURIComponent(id)).join(',')
          const url = `${base}/api/query?id_list=${ids}&max_results=${batch.length}`
          return { url, isTrusted, accept: /^(?:application\/(?:atom\+)?xml|text\/xml)\b/i }
        })
        const all = batch ?? []
        // One malformed id makes arXiv answer 400 for all, so look each one up by itself.
        if (answer.status === 400 && all.length > 1)
          for (const firstOf of all) void requestBatch(() => [firstOf])
        else {
          const found = readFeed(textOf(answer, [400, 404]) ?? '')
          for (const [id, { resolve }] of all) resolve(found.get(id))
        }
      } catch (fault) {
        for (const [, { reject }] of batch ?? take()) reject(fault)
      }
    }

    return (_, id) => {
      const known = waiting.get(id)
      if (known !== undefined) return known.promise
      const answer = Promise.withResolvers<PaperMetadata | undefined>()
      waiting.set(id, answer)
      // The first id's request also takes those that arrive until its turn.
      if (waiting.size === 1) void requestBatch(takeWaiting)
      return answer.promise
    }
  },
}
export default arxiv

/**
 * Reads the papers of an Atom feed, by id. Skips arXiv's errors, which are entries without an arXiv id. Doesn't expand
 * entities that the feed declares.
 */
export function readFeed(xml: string): ReadonlyMap<string, PaperMetadata> {
  const feed = parseDocument(xml, { xmlMode: true, decodeEntities: true })
  const entries = DomUtils.getElementsByTagName('entry', feed.children, true).flatMap((entry) => {
    const firstOf = (name: string) => DomUtils.getElementsByTagName(name, entry.children, false, 1)[0]
    const text = (name: string) => DomUtils.textContent(firstOf(name) ?? [])
    const id = readArxivId(/\/abs\/(?<id>.+)$/.exec(text('id').trim())?.groups?.id ?? '')
    if (id === undefined) return []
    const authors = DomUtils.getElementsByTagName('author', entry.children, false).map((author) =>
      DomUtils.textContent(DomUtils.getElementsByTagName('name', author.children, false, 1)),
    )
    const year = Number(text('published').trim().slice(0, 4))
    return [[id.value, { title: text('title'), authors, ...(year > 0 && { year }) }] as const]
  })
  return new Map(entries)
}

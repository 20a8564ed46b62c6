import { DomUtils, parseDocument } from 'htmlparser2'
import { readArxivId } from '../arxiv-id.ts'
import { baseOf, type PaperMetadata, type Source, textOf } from '../source.ts'

const maxBatch = 50

type Waiting = readonly [id: string, answer: PromiseWithResolvers<PaperMetadata | undefined>]

/** arXiv's Atom API. Ids that wait for their turn are asked for together. */
const arxiv: Source = {
  name: 'arxiv',
  kinds: ['arxiv'],
  // One request every three seconds, one at a time: https://info.arxiv.org/help/api/tou.html
  rateLimit: () => ({ intervalMs: 3000, maxConcurrent: 1 }),
  open({ ask, settings }) {
    const { base, isTrusted } = baseOf(settings, 'ARXIV_API_URL', 'https://export.arxiv.org')
    const waiting = new Map<string, PromiseWithResolvers<PaperMetadata | undefined>>()

    /** Those that wait now, as many as are asked for at once; others go on waiting for a question of their own. */
    function takeWaiting(): readonly Waiting[] {
      const taken = [...waiting].slice(0, maxBatch)
      for (const [id] of taken) waiting.delete(id)
      if (waiting.size > 0) void requestBatch(takeWaiting)
      return taken
    }

    /** @param take Gives whom to ask for, once it is their turn. */
    async function requestBatch(take: () => readonly Waiting[]): Promise<void> {
      let asked: readonly Waiting[] | undefined
      try {
        const answer = await ask(() => {
          asked = take()
          const ids = asked.map(([id]) => encodeURIComponent(id)).join(',')
          const url = `${base}/api/query?id_list=${ids}&max_results=${asked.length}`
          return { url, isTrusted, accept: /^(?:application\/(?:atom\+)?xml|text\/xml)\b/i }
        })
        const all = asked ?? []
        // A malformed id is answered with 400, whatever stands beside it.
        if (answer.status === 400 && all.length > 1) for (const one of all) void requestBatch(() => [one])
        else {
          const found = readFeed(textOf(answer, [400, 404]) ?? '')
          for (const [id, { resolve }] of all) resolve(found.get(id))
        }
      } catch (fault) {
        for (const [, { reject }] of asked ?? take()) reject(fault)
      }
    }

    return (_, id) => {
      const known = waiting.get(id)
      if (known !== undefined) return known.promise
      const answer = Promise.withResolvers<PaperMetadata | undefined>()
      waiting.set(id, answer)
      // Whoever was first asks for those that come while it waits for its turn.
      if (waiting.size === 1) void requestBatch(takeWaiting)
      return answer.promise
    }
  },
}
export default arxiv

/** The papers of an Atom feed, by id. Errors are entries without an id of a paper. Entities of its own are not expanded. */
export function readFeed(xml: string): ReadonlyMap<string, PaperMetadata> {
  const feed = parseDocument(xml, { xmlMode: true, decodeEntities: true })
  const entries = DomUtils.getElementsByTagName('entry', feed.children, true).flatMap((entry) => {
    const one = (name: string) => DomUtils.getElementsByTagName(name, entry.children, false, 1)[0]
    const text = (name: string) => DomUtils.textContent(one(name) ?? [])
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

import { BadAnswer } from '../http/bad-answer.ts'
import { readArxivId } from '../link/arxiv-id.ts'
import { parseMarkup } from '../markup.ts'
import {
  baseOf,
  type DescribedPaper,
  type PaperMetadata,
  type Source,
  type SourceSettings,
  successOf,
} from '../source.ts'

const maxBatch = 50
const maxEntries = 100
const maxAuthors = 200

const baseFor = (settings: SourceSettings) => baseOf(settings, 'ARXIV_API_URL', 'https://export.arxiv.org')

type Waiting = readonly [id: string, answer: PromiseWithResolvers<PaperMetadata | undefined>]

/** arXiv's Atom API. Ids waiting for their turn share a request. */
const arxiv: Source = {
  name: 'arxiv',
  kinds: ['arxiv'],
  own: ['arxiv'],
  // One request every three seconds, one at a time: https://info.arxiv.org/help/api/tou.html
  paces: (settings) => [{ ...baseFor(settings), intervalMs: 3000, maxConcurrent: 1 }],
  read: readFeed,
  open({ send, read, settings }) {
    const { base, isTrusted } = baseFor(settings)
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
      function urlAtTurn(): string {
        batch ??= take()
        const ids = batch.map(([id]) => encodeURIComponent(id)).join(',')
        return `${base}/api/query?id_list=${ids}&max_results=${batch.length}`
      }
      try {
        const answer = await send({ url: base, urlAtTurn, isTrusted, accept: feedType })
        const all = batch ?? []
        if (answer.status === 400 && all.length > 1) return requestEach(all)
        const found = successOf(answer, [400, 404])
        const papers = found === undefined ? [] : await read(found)
        for (const [id, { resolve }] of all) resolve(papers.find(({ value }) => value === id))
      } catch (fault) {
        const all = batch ?? take()
        if (fault instanceof BadAnswer && all.length > 1) return requestEach(all)
        for (const [, { reject }] of all) reject(fault)
      }
    }

    /** One malformed id makes arXiv answer 400 for all, and one paper of thousands of authors is too much with others. */
    function requestEach(all: readonly Waiting[]): void {
      for (const one of all) void requestBatch(() => [one])
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

const feedType = /^(?:application\/(?:atom\+)?xml|text\/xml)\b/i

/** The texts of a feed's entry that are read, by the path of their elements inside the entry. */
interface Entry {
  readonly texts: Map<string, string>
  readonly authors: string[]
}

/**
 * Reads the papers of an Atom feed. Skips arXiv's errors, which are entries without an arXiv id. Doesn't expand entities
 * that the feed declares.
 *
 * @throws BadAnswer if it has an entry inside another, more than 100 entries, or exceeds the bounds of markup.
 */
export function readFeed(xml: string): readonly DescribedPaper[] {
  const entries: Entry[] = []
  /** The elements around the text, inside the entry. */
  let path: string[] | undefined
  parseMarkup(xml, {
    xmlMode: true,
    onOpen(name) {
      if (name === 'entry') {
        if (path !== undefined) throw new BadAnswer('an entry inside another')
        if (entries.length === maxEntries) throw new BadAnswer('a feed of more than 100 entries')
        entries.push({ texts: new Map(), authors: [] })
        path = []
      } else path?.push(name)
      const entry = entries.at(-1)
      if (path?.join(' ') === 'author' && entry !== undefined && entry.authors.length < maxAuthors)
        entry.authors.push('')
    },
    onText(text) {
      const entry = entries.at(-1)
      if (path === undefined || entry === undefined) return
      const at = path.join(' ')
      if (at === 'author name') entry.authors[entry.authors.length - 1] += text
      else if (wanted.has(at)) entry.texts.set(at, (entry.texts.get(at) ?? '') + text)
    },
    onClose(name) {
      if (name === 'entry') path = undefined
      else path?.pop()
    },
  })
  return entries.flatMap(toPapers)
}

const wanted = new Set(['id', 'title', 'published'])

function toPapers({ texts, authors }: Entry): readonly DescribedPaper[] {
  const text = (name: string) => texts.get(name)?.trim() ?? ''
  const id = readArxivId(/\/abs\/(?<id>\S+)$/.exec(text('id'))?.groups?.id ?? '')
  if (id === undefined) return []
  const year = Number(text('published').slice(0, 4))
  return [{ value: id.value, title: text('title'), authors, ...(year > 0 && { year }) }]
}

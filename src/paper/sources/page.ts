import { Parser } from 'htmlparser2'
import { AddressRefused } from '../http/address-check.ts'
import { BadAnswer } from '../http/web.ts'
import { linkOf } from '../link-of.ts'
import { type PaperMetadata, type Source, textOf } from '../source.ts'

const maxValues = 200
const maxDepth = 200
/** Characters parsed between two checks of the depth. */
const chunkLength = 4096

/** Any web page, by its metadata for citing or sharing, else by its title. */
const page: Source = {
  name: 'page',
  kinds: ['acl', 'transformer-circuits', 'distill', 'url'],
  rateLimit: () => ({ intervalMs: 0, maxConcurrent: 4 }),
  open({ send }) {
    return async (kind, value) => {
      const url = linkOf({ kind, value })
      const accept = /^(?:text\/html|application\/xhtml\+xml)\b/i
      try {
        const text = textOf(await send(() => ({ url, accept })))
        return text === undefined ? undefined : readPage(text)
      } catch (fault) {
        // Permanent: the address is a PDF or is refused.
        if (fault instanceof BadAnswer || fault instanceof AddressRefused) return undefined
        throw fault
      }
    }
  },
}
export default page

/**
 * Reads a page's metadata. Ignores links to other ids, because a page's author could claim another author's paper.
 *
 * @returns `undefined` if the page has no title.
 */
export function readPage(html: string): PaperMetadata | undefined {
  const { heading, meta } = readHead(html)
  const first = (...names: readonly string[]) => names.flatMap((name) => meta.get(name) ?? [])[0]
  const title = first('citation_title', 'dc.title', 'og:title', 'twitter:title') ?? heading
  if (title.trim() === '') return undefined
  const all = (...names: readonly string[]) =>
    names.map((name) => meta.get(name) ?? []).find(({ length }) => length > 0)
  const authors =
    all('citation_author', 'dc.creator')?.map(toGivenNameFirst) ??
    all('author', 'article:author')?.flatMap(splitNames)
  const year = findYear(
    first(
      'citation_publication_date',
      'citation_date',
      'citation_online_date',
      'citation_year',
      'dc.date',
      'article:published_time',
    ),
  )
  return {
    title,
    authors: (authors ?? []).filter((name) => !name.includes('://')),
    ...(year !== undefined && { year }),
  }
}

/**
 * Reads a page's title element and its metadata by name in lower case. Stops at a nesting depth of 200, because the
 * parser takes quadratic time in the depth.
 */
function readHead(html: string): {
  readonly heading: string
  readonly meta: ReadonlyMap<string, readonly string[]>
} {
  const meta = new Map<string, string[]>()
  let heading = ''
  let headings = 0
  let isHeading = false
  let depth = 0
  const parser = new Parser({
    onopentag(tag, { name, property, itemprop, content = '' }) {
      depth += 1
      if (tag === 'title') {
        headings += 1
        isHeading = headings === 1
      }
      const key = tag === 'meta' ? (name ?? property ?? itemprop)?.toLowerCase() : undefined
      if (key === undefined || content.trim() === '') return
      const values = meta.get(key) ?? []
      meta.set(key, values)
      if (values.length < maxValues) values.push(content.trim())
    },
    ontext(text) {
      if (isHeading) heading += text
    },
    onclosetag(tag) {
      depth -= 1
      if (tag === 'title') isHeading = false
    },
  })
  for (let at = 0; at < html.length && depth < maxDepth; at += chunkLength)
    parser.write(html.slice(at, at + chunkLength))
  parser.end()
  return { heading, meta }
}

const findYear = (date = ''): number | undefined => {
  const year = /\b(?<year>1[89]\d\d|20\d\d)\b/.exec(date)?.groups?.year
  return year === undefined ? undefined : Number(year)
}

/** "Lovelace, Ada" → "Ada Lovelace" */
function toGivenNameFirst(name: string): string {
  const [family = '', given, ...rest] = name.split(/,\s*/)
  return given === undefined || rest.length > 0 ? name : `${given} ${family}`
}

/** "Ada Lovelace, Ben Hur" is two people, "Lovelace, Ada" is one. */
function splitNames(names: string): readonly string[] {
  const all = names.split(/,\s*/)
  return all.every((name) => name.trim().includes(' ')) ? all : [names]
}

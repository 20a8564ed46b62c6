import { AddressRefused } from '../http/address-check.ts'
import { BadAnswer } from '../http/bad-answer.ts'
import { linkOf } from '../link/link-of.ts'
import { parseMarkup } from '../markup.ts'
import { isShortened } from '../paper.ts'
import { askAbout, type PaperMetadata, type Source } from '../source.ts'

const maxValues = 200
/** Of a title or a tag's content; longer ones are cut. */
const maxTextLength = 5000
/** Most pages have their metadata in the first bytes. */
const enough = 256 * 1024

/** Any web page, by its metadata for citing or sharing, else by its title. */
const page: Source = {
  name: 'page',
  kinds: ['acl', 'transformer-circuits', 'distill', 'url'],
  own: ['acl', 'transformer-circuits', 'distill', 'url'],
  maxConcurrent: 8,
  read(text) {
    const found = readPage(text)
    return found === undefined ? [] : [found]
  },
  open(deps) {
    return async (kind, value) => {
      if (kind === 'url' && isShortened(value)) return undefined
      const url = linkOf({ kind, value })
      const accept = /^(?:text\/html|application\/xhtml\+xml)\b/i
      try {
        return await askAbout(deps, { url, accept, enough })
      } catch (fault) {
        // Permanent: the address is a PDF, or is refused, or its page can't be read within bounds.
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

/** Reads a page's title element and its metadata by name in lower case, up to the end of its head. */
function readHead(html: string): {
  readonly heading: string
  readonly meta: ReadonlyMap<string, readonly string[]>
} {
  const meta = new Map<string, string[]>()
  let heading = ''
  let headings = 0
  let isHeading = false
  const stop = new BadAnswer('read as far as it is needed')
  try {
    parseMarkup(html, {
      xmlMode: false,
      onOpen(tag, { name, property, itemprop, content = '' }) {
        if (tag === 'title') {
          headings += 1
          isHeading = headings === 1
        }
        const key = tag === 'meta' ? (name ?? property ?? itemprop)?.toLowerCase() : undefined
        const value = content.slice(0, maxTextLength).trim()
        if (key === undefined || value === '') return
        const values = meta.get(key) ?? []
        meta.set(key, values)
        if (values.length < maxValues) values.push(value)
      },
      onText(text) {
        if (isHeading && heading.length < maxTextLength) heading += text.slice(0, maxTextLength)
      },
      onClose(tag) {
        if (tag === 'title') isHeading = false
        if (tag === 'head') throw stop
      },
    })
  } catch (fault) {
    // Metadata comes first, so what stands before a bound is worth reading.
    if (!(fault instanceof BadAnswer)) throw fault
  }
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

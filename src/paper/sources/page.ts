import { DomUtils, parseDocument } from 'htmlparser2'
import { linkOf } from '../link-of.ts'
import { type Findings, type Source, textOf } from '../source.ts'

/** Any page, by the metadata that it has for citing or sharing it, else by its title. */
const page: Source = {
  name: 'page',
  kinds: ['acl', 'transformer-circuits', 'distill', 'url'],
  etiquette: () => ({ everyMs: 0, atOnce: 4 }),
  open({ ask }) {
    return async (kind, value) => {
      const url = linkOf({ kind, value })
      const accept = /^(?:text\/html|application\/xhtml\+xml)\b/i
      const text = textOf(await ask(() => ({ url, accept })))
      return text === undefined ? undefined : readPage(text)
    }
  },
}
export default page

/**
 * What a page says that it is the same as isn't believed: whoever wrote it could name somebody else's paper.
 *
 * @returns nothing for a page without a title.
 */
export function readPage(html: string): Findings | undefined {
  const document = parseDocument(html)
  const meta = metadataOf(document)
  const first = (...names: readonly string[]) => names.flatMap((name) => meta.get(name) ?? [])[0]
  const heading = DomUtils.textContent(DomUtils.getElementsByTagName('title', document.children, true, 1))
  const title = first('citation_title', 'dc.title', 'og:title', 'twitter:title') ?? heading
  if (title.trim() === '') return undefined
  const authors = ['citation_author', 'dc.creator', 'author', 'article:author']
    .map((name) => meta.get(name) ?? [])
    .find((names) => names.length > 0)
  const year = yearIn(
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
    authors: (authors ?? []).filter((name) => !name.includes('://')).map(inOrder),
    ...(year !== undefined && { year }),
  }
}

/** What a page says of itself, by name in lower case. */
function metadataOf(document: ReturnType<typeof parseDocument>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { attribs } of DomUtils.getElementsByTagName('meta', document.children, true)) {
    const name = (attribs.name ?? attribs.property ?? attribs.itemprop)?.toLowerCase()
    const content = attribs.content?.trim()
    if (name !== undefined && content) found.set(name, [...(found.get(name) ?? []), content])
  }
  return found
}

const yearIn = (date = ''): number | undefined => {
  const year = /\b(?<year>1[89]\d\d|20\d\d)\b/.exec(date)?.groups?.year
  return year === undefined ? undefined : Number(year)
}

/** "Lovelace, Ada" as "Ada Lovelace". */
function inOrder(name: string): string {
  const [family = '', given, ...rest] = name.split(/,\s*/)
  return given === undefined || rest.length > 0 ? name : `${given} ${family}`
}

import { maxTitleLength, toLine } from './clean-title.ts'
import { archives, counting, readArxivId } from './link/arxiv-id.ts'
import { joinBrokenLinks } from './link/broken-links.ts'
import { readDoi } from './link/doi.ts'
import type { Identifier } from './link/identifier.ts'
import { linkOf } from './link/link-of.ts'
import { type Link, readLink } from './link/read-link.ts'
import { trimLink } from './link/trim-link.ts'
import { labelOf, type Paper, PaperId, slugOf, toPaperId } from './paper.ts'

/** A pasted text: a paper with an id, words taken as a title, or a link that can't be a paper. */
export type Recognised = LinkedPaper | { readonly title: string } | { readonly refused: true }

/** A paper named by its id. `version` is set if the link names one; all versions are the same paper. */
export interface LinkedPaper {
  readonly id: PaperId
  readonly version?: number
  readonly url: string
}

/** The rest of longer texts is ignored. */
const maxTextLength = 20_000

/** Separators between two links, such as `](` and `),https://`. The target inside a redirecting link doesn't match. */
const another = /\]\(|\)[,;]?\s?\[|[,;)\]]{1,3}\(?https?:\/\/|[\u0080-\uffff]https?:\/\//.source
const fullWidth = '，。、；：！？（）【】「」『』《》‹›\u200b-\u200d\u2060\ufeff'
/** A link's characters up to its end. @param closing Further characters that end it, as in a character class. */
const untilPattern = (closing: string): string => `(?:(?!${another})[^\\s<>"|${fullWidth}${closing}])+`
const quotes = "'`\\\\^{}"

/** The slashes may be missing before a name with a dot. */
const scheme = /https?:(?:\/\/|\/?(?=(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2}))/.source
const address = new RegExp(`${scheme}${untilPattern(`${quotes}\u201c\u201d\u00ab\u00bb`)}`, 'gi')
/** Sites whose links are recognised without a scheme. */
const sites =
  /(?:[a-z0-9-]+\.){0,3}(?:arxiv\.org|ar5iv\.org|alphaxiv\.org|huggingface\.co\/papers|hf\.co\/papers|scirate\.com|papers\.cool|arxiv-vanity\.com|semanticscholar\.org|openreview\.net|aclanthology\.org|aclweb\.org|doi\.org|nature\.com\/articles|ssrn\.com|lesswrong\.com|alignmentforum\.org|greaterwrong\.com|forum\.effectivealtruism\.org|transformer-circuits\.pub|distill\.pub)/
    .source
const bareAddress = new RegExp(`(?<![\\w.@/:-])${sites}/${untilPattern(quotes)}`, 'gi')
const arxivWord =
  /\barxiv(?:[:./]\s?|\s)(?:[a-z-]+(?:\.[a-z-]{2,})?\/\d{7}(?:v\d{1,3})?|\d{4}\.\d{4,5}(?:v\d{1,3})?)(?![\w/]|\.\d)/gi
const doiWord = new RegExp(`(?<![\\w.])10\\.\\d{4,9}/${untilPattern('')}`, 'g')
const bareArxiv = /(?<![\w./$€£¥-])\d{4}\.\d{4,5}(?:v\d{1,3})?(?![\w/%€£$]|[.,]\d)/g
const oldArxiv = new RegExp(
  `(?<![\\w./-])${archives}(?:\\.[a-z-]{2,})?/\\d{7}(?:v\\d{1,3})?(?![\\w/]|\\.\\d)`,
  'gi',
)
/** The rest of a DOI that was cut off at its angle bracket. */
const restOfDoi = /^<[\w.]{0,20}:/

/**
 * Finds every paper that is linked or named by id in a text, in order of appearance, without duplicates. Pure and
 * offline; takes linear time.
 */
export function recogniseAll(text: string): readonly LinkedPaper[] {
  const papers = findLinks(text.slice(0, maxTextLength)).flatMap(({ link }) =>
    link === 'refused' ? [] : (toLinkedPaper(link) ?? []),
  )
  const byId = new Map(papers.toReversed().map((paper) => [paper.id, paper]))
  return [...new Set(papers.map(({ id }) => id))].flatMap((id) => byId.get(id) ?? [])
}

/**
 * The first paper linked or named in a text, else the words as a title; refused if it is empty, too long or another
 * link.
 */
export function recognise(text: string): Recognised {
  const [first] = recogniseAll(text)
  if (first !== undefined) return first
  const title = titleIn(text)
  return title === undefined || title.length > maxTitleLength ? { refused: true } : { title }
}

/** By how many characters a text that names no paper by a link or an id is too long for a title; 0 if it isn't. */
export function excessOf(text: string): number {
  const title = recogniseAll(text).length > 0 ? undefined : titleIn(text)
  return Math.max(0, (title?.length ?? 0) - maxTitleLength)
}

/** The words as one line; `undefined` if they are empty or hold a link. */
function titleIn(text: string): string | undefined {
  const words = text.slice(0, maxTextLength).trim()
  const title = toLine(words)
  const isRefused = title === '' || otherScheme.test(words) || findLinks(words).length > 0
  return isRefused ? undefined : title
}

const otherScheme =
  /^(?:(?!https?:)[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|vbscript|file|blob|about|mailto|tel|view-source):\S)/i

/** The paper to show until its source has answered; `undefined` if the text was refused. */
export function toPaper(recognised: Recognised): Paper | undefined {
  if ('refused' in recognised) return undefined
  if ('title' in recognised) {
    const slug = slugOf(recognised.title) || encodeURIComponent(recognised.title).slice(0, 200)
    const id = PaperId.safeParse(`title:${slug}`)
    return id.success ? { id: id.data, title: recognised.title, authors: [] } : undefined
  }
  const { id, url } = recognised
  return { id, title: labelOf(id), authors: [], url }
}

interface LinkInText {
  readonly index: number
  readonly link: Link
}

/** Takes links before bare ids, so that an id inside a link is not found twice. */
function findLinks(text: string): readonly LinkInText[] {
  const found: LinkInText[] = []
  let rest = joinBrokenLinks(text)
  function take(pattern: RegExp, read: (words: string, before: string) => Link | undefined): void {
    const before = rest
    rest = rest.replace(pattern, (words: string, ...more) => {
      const index = more.find((one): one is number => typeof one === 'number') ?? 0
      const end = index + words.length
      const isCut = words.includes('10.') && restOfDoi.test(before.slice(end, end + 24))
      const link = isCut ? 'refused' : read(words, before.slice(Math.max(0, index - 12), index))
      if (link === undefined) return words
      found.push({ index, link })
      return ' '.repeat(words.length)
    })
  }
  take(address, readGlued)
  take(bareAddress, readGlued)
  take(arxivWord, (words) => readArxivId(words.replace(/^arxiv(?:[:./]\s?|\s)/i, '')))
  take(doiWord, (words) => readDoi(cutGlued(words)))
  take(bareArxiv, (words, before) => (counting.test(before) ? undefined : readArxivId(words)))
  take(oldArxiv, readArxivId)
  return found.toSorted((a, b) => a.index - b.index)
}

/** Reads a link that other words may be glued to, in another script or by a dash. */
function readGlued(words: string): Link | undefined {
  const latin = /^[\p{ASCII}\p{Script=Latin}]*/u.exec(words)?.[0] ?? ''
  const link = latin === words ? undefined : readLink(trimLink(latin))
  return typeof link === 'object' && link.kind !== 'url' ? link : readLink(trimLink(cutGlued(words)))
}

/** Without what is glued to a link. Addresses may hold letters of other scripts, but only after a separator. */
const cutGlued = (words: string): string => words.split(glued, 1)[0] ?? words

const glued =
  /[—―]|\p{Extended_Pictographic}|(?<=[a-z0-9])(?!\p{Script=Latin})[^\p{ASCII}\p{N}\p{M}\p{P}\p{S}]/iu

function toLinkedPaper({ kind, value, version }: Identifier): LinkedPaper | undefined {
  const id = toPaperId(kind, value)
  return id && { id, ...(version !== undefined && { version }), url: linkOf({ kind, value }) }
}

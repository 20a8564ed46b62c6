import { findNearId } from './link/near-arxiv-id.ts'
import { isListing } from './listing.ts'
import { partsOf } from './paper.ts'
import { recognise } from './recognise.ts'

export type DoubtKind = 'arxiv-id' | 'listing' | 'address' | 'one-word'

/**
 * Names what is only nearly a paper, so that it is asked about before a poll opens on it. Pure and offline.
 *
 * - `arxiv-id`: nearly an arXiv id, or a page of arXiv without a valid one.
 * - `listing`: a page that lists papers or looks for them.
 * - `address`: an address without `https://` that names no paper.
 * - `one-word`: a title of one word, or without letters.
 *
 * @returns `undefined` for a paper, and for what is refused anyway.
 */
export function doubtOf(text: string): { readonly kind: DoubtKind } | undefined {
  const recognised = recognise(text)
  if ('refused' in recognised) return undefined
  const kind = 'id' in recognised ? doubtOfLink(text, recognised.id) : doubtOfTitle(recognised.title)
  return kind === undefined ? undefined : { kind }
}

function doubtOfLink(text: string, id: Parameters<typeof partsOf>[0]): DoubtKind | undefined {
  const { kind, value } = partsOf(id)
  // An essay has a place below a year; what is above lists them.
  if (kind === 'distill' || kind === 'transformer-circuits')
    return value.includes('/') ? undefined : 'listing'
  if (kind !== 'url') return undefined
  const url = new URL(`https://${value}`)
  if (isNearArxivPage(url)) return 'arxiv-id'
  if (isListing(url)) return 'listing'
  return /https?:/i.test(text) ? undefined : 'address'
}

const arxivPages = /^\/(?:abs|pdf|html|format|ps|e-print|src)\/[^/]/i
/** Other sites that show papers of arXiv by their ids. */
const mirrors =
  /^(?:ar5iv\.org|alphaxiv\.org|huggingface\.co|hf\.co|scirate\.com|papers\.cool|arxiv-vanity\.com|semanticscholar\.org)$/
const mirrorPages = /^(?:\/[a-z]{2})?\/(?:abs|pdf|html|overview|resources|papers|arxiv)\/(?<id>[^/]+)\/?$/i

/** Whether a page would be a paper's, if its arXiv id were one. */
function isNearArxivPage({ hostname, pathname }: URL): boolean {
  if (/(?:^|\.)arxiv\.org$/.test(hostname)) return arxivPages.test(pathname)
  if (hostname === 'doi.org') return /^\/10\.48550\//.test(pathname)
  const id = mirrorPages.exec(pathname)?.groups?.id
  return mirrors.test(hostname) && id !== undefined && /\d{3}/.test(id)
}

function doubtOfTitle(title: string): DoubtKind | undefined {
  if (findNearId(title) !== undefined) return 'arxiv-id'
  if (hasAddress(title)) return 'address'
  return hasOneWord(title) ? 'one-word' : undefined
}

/** Top-level domains that papers' sites have, and every country's. */
const domain =
  /(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|pub|press|dev|app|blog|xyz|science|academy|[a-z]{2})/
    .source
const address = new RegExp(
  `^(?:https?)?[:/]{0,3}(?:www\\.|(?=${domain}))${domain}(?::\\d+)?(?<path>[/?#]\\S*)?$`,
  'i',
)
const withAnyDomain = /^(?:https?)?[:/]{0,3}(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/\S*$/i
/** Endings of files and names of programs that look like a country's domain: `word2vec.py`, `Node.js`. */
const files = /^[^/]*\.(?:js|ts|py|md|rs|cc|sh|pl|ps|so|hs|ml)$/i

/** Whether the words are an address, or hold one with a path. */
function hasAddress(title: string): boolean {
  const words = title.split(' ').map((word) => word.replaceAll(/^[("'<[]+|[)"'>\].,;:!?]+$/g, ''))
  const [first = ''] = words
  if (words.length === 1) return !files.test(first) && (address.test(first) || withAnyDomain.test(first))
  return words.some(
    (word) => (address.exec(word)?.groups?.path?.length ?? 0) > 1 || /^www\.\S+\.\S/i.test(word),
  )
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function hasOneWord(title: string): boolean {
  if (!/\p{L}/u.test(title)) return true
  const words = unspaced.test(title)
    ? [...segmenter.segment(title)].filter(({ isWordLike }) => isWordLike)
    : title.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length < 2
}

import { isPublicHost } from '../http/public-host.ts'
import { readAclId } from './acl-id.ts'
import { readArxivId } from './arxiv-id.ts'
import { readDoi } from './doi.ts'
import type { Identifier } from './identifier.ts'
import { linkOf } from './link-of.ts'
import { toPage } from './page-id.ts'
import { trimEndings, trimLink } from './trim-link.ts'
import { hostOf, unwrapUrl } from './wrapped-link.ts'

const maxWrapped = 3

/** The id that a link names; `refused` for an address that can't be a paper. */
export type Link = Identifier | 'refused'

/**
 * Reads the id of the paper behind a link. Unwraps links that redirect to another.
 *
 * @param text Such as `https://arxiv.org/abs/2204.05862`; the scheme is optional.
 * @returns `undefined` if the text is not an address.
 */
export function readLink(text: string): Link | undefined {
  let found = readOnce(text)
  // Trimming a page's address may leave one that names a paper.
  for (let depth = 0; depth < maxWrapped && typeof found === 'object' && found.kind === 'url'; depth += 1) {
    const again = readOnce(trimLink(linkOf(found)))
    if (typeof again === 'object' && again.kind === 'url' && again.value === found.value) return found
    found = again
  }
  return found
}

function readOnce(text: string): Link | undefined {
  let url = parseUrl(text)
  for (let depth = 0; url !== undefined && depth < maxWrapped; depth += 1) {
    if (!isAcceptable(url)) return 'refused'
    const inner = unwrapUrl(url)
    if (inner === undefined) return readUrl(url)
    url = parseUrl(inner)
  }
  return url === undefined ? undefined : 'refused'
}

/** Encoded white space and characters of no width, which come with copied links. */
const encodedBlank = /(?:%20|%C2%A0|%E2%80%8[B-F]|%E2%81%A0|%E3%80%80|%EF%BB%BF)$/i

/** Unescapes `&amp;`, which chats and pages write between parameters. The slashes after `https:` may be missing. */
function parseUrl(text: string): URL | undefined {
  const address = trimEndings(text.replaceAll('&amp;', '&'), encodedBlank)
  const hasScheme = /^(?:https?:|[a-z][a-z0-9+.-]*:\/\/)/i.test(address)
  return URL.parse(hasScheme ? address : `https://${address}`) ?? undefined
}

const isAcceptable = ({ protocol, username, password, hostname }: URL): boolean =>
  /^https?:$/.test(protocol) && username === '' && password === '' && isPublicHost(hostname)

function readUrl(url: URL): Identifier {
  const host = hostOf(url)
  for (const { hosts, read } of readers)
    if (hosts.test(host)) {
      const found = read(pathOf(url), url)
      if (found !== undefined) return found
    }
  return findDoi(url) ?? toPage(url, host)
}

/** The path, decoded if possible, without white space at its end. */
function pathOf({ pathname }: URL): string {
  const path = decodeText(pathname)
  return path.replace(/\s+$/, '')
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

interface Reader {
  /** Without `www.`. */
  readonly hosts: RegExp
  /** @param path Decoded. */
  readonly read: (path: string, url: URL) => Identifier | undefined
}

const arxivPage =
  /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?\/(?:abs|pdf|html|format|ps|e-print|src|dvi|other|overview|resources|papers|arxiv)\/(?:arxiv:)?(?<id>[^?#]+?)(?:\.pdf|\.html)?\/?$/i
const forumHosts = /^(?:lesswrong\.com|lesserwrong\.com|alignmentforum\.org|(?:lw\.)?greaterwrong\.com)$/
const eaHosts = /^(?:forum\.effectivealtruism\.org|ea\.greaterwrong\.com)$/
/** `/ftp/cs/papers/0605/0605035.pdf`, where new ids have `arxiv` for the archive. */
const arxivFile = /^\/ftp\/(?<archive>[a-z-]+)\/papers\/\d{4}\/(?<number>[^/]+?)(?:\.pdf|\.ps|\.html?)?\/?$/i

const readers: readonly Reader[] = [
  {
    hosts:
      /^(?:(?:[a-z0-9-]+\.)*arxiv\.org|ar5iv\.org|alphaxiv\.org|huggingface\.co|hf\.co|scirate\.com|papers\.cool|arxiv-vanity\.com)$/,
    read: readArxivPage,
  },
  {
    hosts: /^(?:api\.)?semanticscholar\.org$/,
    read(path) {
      const { hex, corpus, arxiv } = semanticScholarPage.exec(path)?.groups ?? {}
      if (arxiv !== undefined) return readArxivId(arxiv)
      if (corpus !== undefined) return { kind: 's2', value: `CorpusId:${Number(corpus)}` }
      return hex === undefined ? undefined : { kind: 's2', value: hex.toLowerCase() }
    },
  },
  { hosts: /^openreview\.net$/, read: readOpenReviewNote },
  {
    hosts: /^(?:aclanthology\.org|aclweb\.org|aclanthology\.info|aclanthology\.coli\.uni-saarland\.de)$/,
    read: (path) => readAclId(aclPage.exec(path)?.groups?.id ?? ''),
  },
  { hosts: forumHosts, read: (path) => readForumPost('lesswrong', path) },
  { hosts: eaHosts, read: (path) => readForumPost('eaforum', path) },
  { hosts: /^transformer-circuits\.pub$/, read: (_, url) => readEssay('transformer-circuits', url) },
  { hosts: /^distill\.pub$/, read: (_, url) => readEssay('distill', url) },
  {
    hosts: /^nature\.com$/,
    read(path) {
      const id =
        /^\/articles\/(?<id>[a-z0-9.-]+?)(?:\.e?pdf|_reference\.pdf|\/(?:figures|metrics)(?:\/.*)?)?\/?$/i.exec(
          path,
        )?.groups?.id
      return id === undefined ? undefined : readDoi(`10.1038/${id}`)
    },
  },
  {
    hosts: /^(?:papers\.)?ssrn\.com$/,
    read(path, { searchParams: query }) {
      const id =
        query.get('abstract_id') ??
        query.get('abstractid') ??
        /^\/abstract=(?<id>\d+)$/.exec(path)?.groups?.id
      return /^\d{1,9}$/.test(id ?? '') ? readDoi(`10.2139/ssrn.${id}`) : undefined
    },
  },
]

function readArxivPage(path: string): Identifier | undefined {
  const id = arxivPage.exec(path)?.groups?.id ?? ''
  return readArxivId(id) ?? readArxivId(gluedId.exec(id)?.[0] ?? '') ?? readArxivFile(path)
}

/** An id that words are glued to: `2312.06942-worth`, `2312.06942(great)`. */
const gluedId = /^\d{4}\.\d{4,5}(?:v\d{1,3})?(?=[^\w./%])/

function readArxivFile(path: string): Identifier | undefined {
  const { archive = '', number = '' } = arxivFile.exec(path)?.groups ?? {}
  return readArxivId(archive === 'arxiv' ? number : `${archive}/${number}`)
}

const semanticScholarPage =
  /^\/(?:(?:graph\/v1\/)?paper\/(?:[^/]+\/)?|reader\/)?(?:(?<hex>[0-9a-f]{40})|corpusid:(?<corpus>\d{1,12})|arxiv[:/](?<arxiv>[^/]+(?:\/\d{7}(?:v\d+)?)?))(?:\/.*)?$/i
const aclPage =
  /^\/(?:anthology\/)?(?:papers\/(?:[A-Za-z]\/[A-Za-z]\d{2}\/)?)?(?<id>[^/]+?)(?:\.pdf|\.bib|\.xml|\.endf)?(?:\/.*)?$/

function readOpenReviewNote(path: string, { searchParams: query }: URL): Identifier | undefined {
  if (!/^\/(?:forum|pdf|attachment)\/?$/.test(path)) return undefined
  const id = query.get('id')?.trim() ?? ''
  return /^[\w-]{4,40}$/.test(id) ? { kind: 'openreview', value: id } : undefined
}

function readForumPost(kind: string, path: string): Identifier | undefined {
  const id = /^\/(?:posts|[sgh]\/[A-Za-z0-9]+\/p|events)\/(?<id>[A-Za-z0-9]{17})(?:\/.*)?$/.exec(path)?.groups
    ?.id
  return id === undefined ? undefined : { kind, value: id }
}

function readEssay(kind: string, { pathname }: URL): Identifier | undefined {
  const ending = kind === 'distill' ? /(?:%20|\/index\.html?|\/)$/i : /(?:%20|\/index\.html?|\.html?|\/)$/i
  const value = trimLink(pathname, ending).replace(/^\/+/, '')
  return value === '' || value === 'index.html' ? undefined : { kind, value }
}

/** The DOI at the end of the path, or in a parameter `doi` or `id`. */
function findDoi(url: URL): Identifier | undefined {
  const inPath = /\/(?:doi:)?(?<doi>10\.\d{4,9}\/.+)$/i.exec(pathOf(url))?.groups?.doi
  const named = url.searchParams.get('doi') ?? url.searchParams.get('id') ?? ''
  const doi = inPath ?? named.trim()
  return readDoi(numbering.test(hostOf(url)) ? doi.replace(/\/\d+(?:\/[^/]*)?\/?$/, '') : doi)
}

/** Publishers whose addresses add a number, and perhaps the title, to a DOI. */
const numbering = /^(?:direct\.mit\.edu|academic\.oup\.com)$/

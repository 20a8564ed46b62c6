import type { Identifier } from './identifier.ts'
import { trimEndings, trimLink } from './trim-link.ts'

const tracking = /^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|igshid|ref_src|_hsenc|_hsmi)$/i

/** Sites that go by another name. */
const otherNames: readonly (readonly [RegExp, string])[] = [
  [/^(?:mobile\.|m\.)?twitter\.com$|^(?:mobile\.|m\.)x\.com$/, 'x.com'],
  [/^(?:m|music)\.youtube\.com$/, 'youtube.com'],
]

/** Whether a parameter says which page it is, and not how it was shared. */
function isKept(name: string, host: string, path: string): boolean {
  if (host === 'x.com') return !/^[st]$/.test(name) && !tracking.test(name)
  if (host === 'youtube.com') return name === 'v' || (name === 'list' && path === '/playlist')
  return !tracking.test(name)
}

/**
 * Any other page, by its address without index files, trailing punctuation, and parameters that only track or share it.
 *
 * @param host Without `www.`.
 */
export function toPage({ port, pathname, search }: URL, host: string): Identifier {
  const video = host === 'youtu.be' ? /^\/(?<id>[\w-]+)\/?$/.exec(pathname)?.groups?.id : undefined
  if (video !== undefined) return { kind: 'url', value: `youtube.com/watch?v=${video}` }
  const site = otherNames.find(([names]) => names.test(host))?.[1] ?? host
  const path = trimEndings(pathname, pageEnding)
  const query = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && isKept(pair.split('=', 1)[0] ?? '', site, path))
    .join('&')
  const place = `${site}${port === '' ? '' : `:${port}`}`
  return {
    kind: 'url',
    value: trimLink(query === '' ? `${place}${path}` : `${place}${path}?${query}`, endingFor(query)),
  }
}

const pageEnding = /(?:%20|\/index\.html?|\/)$/i
/** The endings to trim: of the path if there is no query, else of the query. */
const endingFor = (query: string): RegExp => (query === '' ? pageEnding : /[&?]$/)

import { readLink } from './read-link.ts'
import { trimLink } from './trim-link.ts'

/** The angle brackets inside a DOI, also escaped, up to its last characters. */
const bracketsOfDoi =
  /(?<start>10\.\d{4,9}\/[^\s<>"|]{1,200}?)(?:\\?<|&lt;|%3C)(?<inside>[\w.]{0,20}:[^\s<>"|&%\\]{0,60})(?:\\?>|&gt;|%3E)(?<end>\w[\w.;-]{0,40}#?)/gi
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'" }

/**
 * Makes the links of a text whole: joins those that a line end breaks, and encodes the angle brackets inside DOIs, so
 * that all others surround a link. Other characters that HTML escapes are themselves again, except `&amp;`.
 */
export function joinBrokenLinks(text: string): string {
  return joinLines(text.replaceAll(insideBrackets, joinInside))
    .replaceAll(bracketsOfDoi, (_all, ...more) => {
      const { start, inside, end } = more.at(-1)
      return `${start}%3C${inside}%3E${end.replaceAll('#', '%23')}`
    })
    .replaceAll(/&(lt|gt|quot|#39);/g, (entity, name) => entities[name] ?? entity)
}

function joinInside(words: string): string {
  const joined = words.trim().replaceAll(/\s*\n\s*/g, '')
  return /\s/.test(joined) ? words : joined
}

/** A link between angle brackets may be broken anywhere (RFC 3986, appendix C). */
const insideBrackets = /(?<=<|&lt;)\s{0,20}https?:[^<>&|]{0,2000}(?=[>|]|&gt;)/gi

/** The sign before each line of a quoted text. */
const quoteSigns = /\n[ \t]*(?:>[ \t]?){1,9}/g

/** Joins two words where only both together name a paper: a line end, or the space that it became, breaks a link. */
function joinLines(text: string): string {
  const [first = '', ...others] = text.replaceAll(quoteSigns, '\n').split(/(\s+)/)
  let joined = first
  let last = linkIn(first)
  for (let at = 1; at < others.length; at += 2) {
    const [space = '', word = ''] = [others[at - 1], others[at]]
    const isOne = last !== '' && isBroken(last, /^[^<>]*/.exec(word)?.[0] ?? '', space.includes('\n'))
    joined += isOne ? word : space + word
    last = isOne ? last + word : linkIn(word)
  }
  return joined
}

const maxWord = 2000
const linkStart = /^[<(["'“‘]{0,3}(?<link>(?:https?:\/\/|doi:|10\.\d{4,9}\/|arxiv:).+)$/i

/** The link that a word begins with, as far as it goes. */
const linkIn = (word: string): string =>
  word.length > maxWord ? '' : (linkStart.exec(word)?.groups?.link ?? '')

function isBroken(last: string, next: string, isLineEnd: boolean): boolean {
  if (next === '' || /^https?:\/\//i.test(next) || last.length + next.length > maxWord) return false
  // A DOI or id that ends like this goes on. After a space it is a number that goes on, and no year.
  if (/10\.\d{4,9}\/\S*|^arxiv:\d{4}\.$/i.test(last)) {
    if (/\.$/.test(last)) return (isLineEnd ? /^\d{4}/ : /^\d{5}/).test(next)
    if (/[-_(<:;]$/.test(last)) return (isLineEnd ? /^[a-z0-9]/ : /^\d/).test(next)
    if (/10\.\d{4,9}\/$/.test(last)) return true
  }
  const mayGoOn = isLineEnd || /[/=&]$/.test(last)
  return mayGoOn && /^https?:/i.test(last) && !namesPaper(last) && namesPaper(last + next)
}

/** Pages have an id, too, and so has any path of the sites of essays. */
function namesPaper(text: string): boolean {
  const link = readLink(trimLink(text))
  return typeof link === 'object' && !/^(?:url|distill|transformer-circuits)$/.test(link.kind)
}

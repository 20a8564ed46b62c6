import { type Link, readLink } from './read-link.ts'

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

/** Joins a line's last word with the next line's first where only both together name a paper. */
function joinLines(text: string): string {
  const [first = '', ...lines] = text.split(/\r?\n/)
  let joined = first
  let last = lastWord(first)
  for (const line of lines) {
    const next = /^[ \t>]{0,20}(?<word>[^\s<>]+)/.exec(line)?.groups?.word ?? ''
    const isOne = last !== '' && next !== '' && isBroken(last, next)
    const rest = isOne ? line.replace(/^[ \t>]{0,20}/, '') : `\n${line}`
    joined += rest
    last = isOne && rest === next ? last + next : lastWord(line)
  }
  return joined
}

const maxWord = 2000
const linkStart = /^[<(["'“‘]{0,3}(?<link>(?:https?:\/\/|doi:|10\.\d{4,9}\/|arxiv:).+)$/i

/** The word at the end of a line, if it is the beginning of a link. */
function lastWord(line: string): string {
  const end = line.slice(-maxWord)
  const word = end.slice(Math.max(end.lastIndexOf(' '), end.lastIndexOf('\t')) + 1)
  return linkStart.exec(word)?.groups?.link ?? ''
}

function isBroken(last: string, next: string): boolean {
  if (/^https?:\/\//i.test(next) || last.length + next.length > maxWord) return false
  // A DOI or id that ends like this goes on.
  if (/10\.\d{4,9}\/\S*|^arxiv:\d{4}\.$/i.test(last)) {
    if (/\.$/.test(last)) return /^\d{4}/.test(next)
    if (/[-_(<:;]$/.test(last)) return /^[a-z0-9]/.test(next)
    if (/10\.\d{4,9}\/$/.test(last)) return true
  }
  return /^https?:/i.test(last) && !namesPaper(readLink(last)) && namesPaper(readLink(last + next))
}

/** Pages have an id, too, and so has any path of the sites of essays. */
const namesPaper = (link: Link | undefined): boolean =>
  typeof link === 'object' && !/^(?:url|distill|transformer-circuits)$/.test(link.kind)

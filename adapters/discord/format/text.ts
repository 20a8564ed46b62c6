import { isErased } from '../../../src/chat/caller.ts'
import type { Span, Text } from '../../../src/chat/view.ts'
import { labels } from './labels.ts'

/**
 * Text in Discord's markdown. Bare strings are escaped: they are shown literally and never format, link or mention.
 */
export const toMarkdown = (text: Text): string =>
  isSpan(text) ? writeSpan(text) : text.map(writeSpan).join('')

const isSpan = (text: Text): text is Span => !Array.isArray(text)

function writeSpan(span: Span): string {
  if (typeof span === 'string') return escapeMarkdown(span)
  if ('strong' in span) return `**${escapeMarkdown(span.strong)}**`
  if ('emphasis' in span) return `*${escapeMarkdown(span.emphasis)}*`
  if ('typed' in span) return `\`/grid ${span.typed.replace(/[`\s]+/g, ' ')}\``
  if ('link' in span) return writeLink(span.link, span.url)
  if ('person' in span) return writePerson(span.person)
  if ('audience' in span) return writeAudience(span.audience)
  if ('place' in span) return `<#${span.place.thread ?? span.place.channel}>`
  return `<t:${Math.floor(span.time / 1000)}:${timeStyles[span.as]}>`
}

/** How Discord writes a moment, which it does in each reader's own time. */
const timeStyles = { moment: 'f', countdown: 'R', clock: 't' } as const

/**
 * A masked link. Words that look like an address are never its label: Discord doesn't render such a link, or they would say that
 * it leads elsewhere; the link then follows them.
 */
function writeLink(words: string, url: string): string {
  const address = `<${url.replace(/[()<>\s\\]/g, percentEncode)}>`
  return looksLikeAddress(words, url)
    ? `${escapeMarkdown(words)} ([${labels.open}](${address}))`
    : `[${escapeMarkdown(words)}](${address})`
}

/** Also of brackets, which `encodeURIComponent` leaves as they are. */
const percentEncode = (mark: string): string =>
  encodeURIComponent(mark).replace(/[()]/, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`)

/** Whether words have the form of an address, or are one of another host. */
function looksLikeAddress(words: string, url: string): boolean {
  if (words.includes('://')) return true
  const [, host] = /^\s*(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?\s*$/i.exec(words) ?? []
  return host !== undefined && !isHostOf(host.toLowerCase(), url)
}

function isHostOf(host: string, url: string): boolean {
  const own = URL.canParse(url) ? new URL(url).hostname : ''
  return own === host || own === `www.${host}`
}

/** A mention, for people on Discord. It pings nobody whom the message's allowed mentions don't name. */
function writePerson(person: Extract<Span, { person: unknown }>['person']): string {
  const { id, name } = person
  const [platform, user = ''] = id.split(':')
  return platform === 'discord' && !isErased(person) ? `<@${user}>` : escapeMarkdown(name)
}

/** A mention of a role, as that of a person. */
function writeAudience({ id, name }: Extract<Span, { audience: unknown }>['audience']): string {
  const [platform, role = ''] = id.split(':@')
  return platform === 'discord' ? `<@&${role}>` : escapeMarkdown(`@${name}`)
}

/**
 * Puts a backslash before every character that begins or ends formatting, a mention or a masked link. Addresses stay whole:
 * Discord formats nothing inside them, and a backslash would be part of them.
 */
function escapeMarkdown(text: string): string {
  return text
    .replace(directionMarks, '')
    .split(address)
    .map((piece, i) => (i % 2 === 1 ? piece : escapeAfter(i > 0, piece)))
    .join('')
    .replace(lineStart, '$<space>$<before>\\$<mark>')
}

/** A backslash right behind an address would be part of it, and escape nothing. */
const escapeAfter = (isBehindAddress: boolean, text: string): string =>
  (isBehindAddress ? text.replace(/^</, ' <') : text).replace(inline, '\\$&')

/** Up to the next white space or angle bracket. */
const address = /(https?:\/\/[^\s<>]+)/i
const inline = /[\\`*_~|<[\]@]/g
/** The start of a heading, quote or list; asterisks are covered by `inline`. */
const lineStart = /^(?<space>\s*)(?<before>\d{0,9})(?<mark>[#>+-]|(?<=\d)[.)])/gm
/** Left in, they would reverse the text that follows. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g

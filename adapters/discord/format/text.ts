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
  if ('place' in span) return `<#${span.place.thread ?? span.place.channel}>`
  return `<t:${Math.floor(span.time / 1000)}:${span.as === 'countdown' ? 'R' : 'f'}>`
}

/** Discord doesn't render a masked link whose words look like an address; the link then follows the words. */
function writeLink(words: string, url: string): string {
  const address = `<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>`
  return words.includes('://')
    ? `${escapeMarkdown(words)} ([${labels.open}](${address}))`
    : `[${escapeMarkdown(words)}](${address})`
}

/** A mention, for people on Discord. It never pings: every message is sent with no allowed mentions. */
function writePerson(person: Extract<Span, { person: unknown }>['person']): string {
  const { id, name } = person
  const [platform, user = ''] = id.split(':')
  return platform === 'discord' && !isErased(person) ? `<@${user}>` : escapeMarkdown(name)
}

/** Puts a backslash before every character that begins or ends formatting, a mention or a masked link. */
function escapeMarkdown(text: string): string {
  return text
    .replace(directionMarks, '')
    .replace(inline, '\\$&')
    .replace(lineStart, '$<space>$<before>\\$<mark>')
}

const inline = /[\\`*_~|<[\]@]/g
/** The start of a heading, quote or list; asterisks are covered by `inline`. */
const lineStart = /^(?<space>\s*)(?<before>\d{0,9})(?<mark>[#>+-]|(?<=\d)[.)])/gm
/** Left in, they would reverse the text that follows. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g

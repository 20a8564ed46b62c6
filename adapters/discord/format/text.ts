import type { Span, Text } from '../../../src/chat/view.ts'

/**
 * Text in Discord's markdown. Bare strings come out as they were typed: nothing in them formats, links or mentions,
 * whoever wrote them.
 */
export const toMarkdown = (text: Text): string => (isSpan(text) ? span(text) : text.map(span).join(''))

const isSpan = (text: Text): text is Span => !Array.isArray(text)

function span(span: Span): string {
  if (typeof span === 'string') return escaped(span)
  if ('strong' in span) return `**${escaped(span.strong)}**`
  if ('link' in span) return linked(span.link, span.url)
  if ('person' in span) return personOf(span.person)
  return `<t:${Math.floor(span.time / 1000)}:${span.as === 'countdown' ? 'R' : 'f'}>`
}

/** Discord shows a masked link as its source when what masks it looks like an address itself. */
function linked(words: string, url: string): string {
  const address = `<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>`
  return words.includes('://') ? `${escaped(words)} ([open](${address}))` : `[${escaped(words)}](${address})`
}

/** People of Discord are mentioned, which never pings: no message of ours allows it. */
function personOf({ id, name }: Extract<Span, { person: unknown }>['person']): string {
  const [platform, user = ''] = id.split(':')
  return platform === 'discord' ? `<@${user}>` : escaped(name)
}

/** A backslash before everything that begins or ends formatting, a mention or a masked link. */
function escaped(text: string): string {
  return text.replace(directions, '').replace(inline, '\\$&').replace(lineStart, '$<space>$<before>\\$<mark>')
}

const inline = /[\\`*_~|<[\]@]/g
/** Headings, quotes and lists; asterisks are escaped above. */
const lineStart = /^(?<space>\s*)(?<before>\d{0,9})(?<mark>[#>+-]|(?<=\d)[.)])/gm
/** They would turn what follows around. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g

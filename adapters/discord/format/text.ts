import type { Span, Text } from '../../../src/chat/view.ts'

/**
 * Text in Discord's markdown. Bare strings come out as they were typed: nothing in them formats, links or mentions,
 * whoever wrote them.
 */
export const toMarkdown = (text: Text): string =>
  isSpan(text) ? writeSpan(text) : text.map(writeSpan).join('')

const isSpan = (text: Text): text is Span => !Array.isArray(text)

function writeSpan(span: Span): string {
  if (typeof span === 'string') return escapeMarkdown(span)
  if ('strong' in span) return `**${escapeMarkdown(span.strong)}**`
  if ('link' in span) return writeLink(span.link, span.url)
  if ('person' in span) return writePerson(span.person)
  return `<t:${Math.floor(span.time / 1000)}:${span.as === 'countdown' ? 'R' : 'f'}>`
}

/** Discord shows a masked link as its source when what masks it looks like an address itself. */
function writeLink(words: string, url: string): string {
  const address = `<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>`
  return words.includes('://')
    ? `${escapeMarkdown(words)} ([open](${address}))`
    : `[${escapeMarkdown(words)}](${address})`
}

/** People of Discord are mentioned, which never pings: no message of ours allows it. */
function writePerson({ id, name }: Extract<Span, { person: unknown }>['person']): string {
  const [platform, user = ''] = id.split(':')
  return platform === 'discord' ? `<@${user}>` : escapeMarkdown(name)
}

/** A backslash before everything that begins or ends formatting, a mention or a masked link. */
function escapeMarkdown(text: string): string {
  return text
    .replace(directionMarks, '')
    .replace(inline, '\\$&')
    .replace(lineStart, '$<space>$<before>\\$<mark>')
}

const inline = /[\\`*_~|<[\]@]/g
/** Headings, quotes and lists; asterisks are escaped above. */
const lineStart = /^(?<space>\s*)(?<before>\d{0,9})(?<mark>[#>+-]|(?<=\d)[.)])/gm
/** They would turn what follows around. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g

import type { types } from '@slack/bolt'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Span, Text } from '../../../src/chat/view.ts'

type RichText = types.RichTextElement

const isSpan = (text: Text): text is Span => !Array.isArray(text)

const toSpans = (text: Text): readonly Span[] => (isSpan(text) ? [text] : text)

/**
 * Text as Slack's rich text, whose elements are shown as they are: nothing in a bare string formats, links, mentions
 * or pings, whoever wrote it.
 *
 * @param bold All of it.
 */
export function toRichText(text: Text, { bold = false } = {}): RichText[] {
  return toSpans(text).flatMap((span) => toElements(span, bold))
}

function toElements(span: Span, bold: boolean): RichText[] {
  if (typeof span === 'string') return writeText(span, bold)
  if ('strong' in span) return writeText(span.strong, true)
  if ('link' in span) return writeLink(span.link, span.url, bold)
  // A mention would ping.
  if ('person' in span) return writeText(span.person.name, bold)
  const format = span.as === 'countdown' ? '{ago}' : '{date_short_pretty} at {time}'
  const timestamp = Math.floor(span.time / 1000)
  return [{ type: 'date', timestamp, format, fallback: writeTime(span.time) }]
}

/** Words that look like an address themselves stand beside the address that they lead to. */
function writeLink(typed: string, url: string, bold: boolean): RichText[] {
  const link = (text: string): RichText => ({ type: 'link', url, text, ...(bold && { style: { bold } }) })
  const text = stripDirectionMarks(typed)
  if (text === url || text === '') return [link(url)]
  return text.includes('://')
    ? [...writeText(`${text} (`, bold), link(url), ...writeText(')', bold)]
    : [link(text)]
}

function writeText(typed: string, bold: boolean): RichText[] {
  const text = stripDirectionMarks(typed)
  return text === '' ? [] : [{ type: 'text', text, ...(bold && { style: { bold } }) }]
}

/** The same words without any formatting, for plain text: addresses of links stand behind their words. */
export const toPlain = (text: Text): string => toSpans(text).map(toPlainSpan).join('')

function toPlainSpan(span: Span): string {
  if (typeof span === 'string') return stripDirectionMarks(span)
  if ('strong' in span) return stripDirectionMarks(span.strong)
  if ('link' in span)
    return span.link === span.url ? span.url : `${stripDirectionMarks(span.link)} (${span.url})`
  if ('person' in span) return stripDirectionMarks(span.person.name)
  return writeTime(span.time)
}

/** Words for a label or a button, where nothing is read as markup or as an emoji. */
export const toPlainTextElement = (text: string, maxLength: number) =>
  ({
    type: 'plain_text',
    text: truncate(stripDirectionMarks(text), maxLength),
    emoji: false,
  }) satisfies types.PlainTextElement

/** For the top-level text, which Slack reads as markup: what is typed comes out as it was typed and pings nobody. */
export const escapeMarkup = (text: string): string =>
  stripDirectionMarks(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const writeTime = (time: number): string =>
  `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Without what would turn the text that follows around. */
const stripDirectionMarks = (text: string): string => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')

import type { types } from '@slack/bolt'
import { spansOf } from '../../../src/chat/plain-text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Span, Text } from '../../../src/chat/view.ts'
import { labels } from './labels.ts'

type RichText = types.RichTextElement

type Moment = Extract<Span, { time: number }>

/** Where and how a text is shown. */
export interface TextOptions {
  readonly bold?: boolean
  /** Whether it is read inside a thread. */
  readonly inThread?: boolean | undefined
}

/**
 * Text as Slack's rich text. Slack shows its elements literally: nothing in a bare string is formatted, linked or
 * mentions anyone.
 *
 * @param options `bold`: makes all of the text bold.
 */
export function toRichText(text: Text, options: TextOptions = {}): RichText[] {
  return spansOf(text).flatMap((span) => toElements(span, options))
}

interface Style {
  readonly bold?: true
  readonly italic?: true
}

function toElements(span: Span, { bold = false, inThread }: TextOptions): RichText[] {
  const style: Style = bold ? { bold } : {}
  if (typeof span === 'string') return toTextElements(span, style)
  if ('strong' in span) return toTextElements(span.strong, { bold: true })
  if ('emphasis' in span) return toTextElements(span.emphasis, { ...style, italic: true })
  if ('typed' in span)
    return [{ type: 'text', text: toTypedWords(span.typed, inThread), style: { code: true } }]
  if ('link' in span) return toLinkElements(span.link, span.url, style)
  // A mention would ping.
  if ('person' in span) return toTextElements(span.person.name, style)
  if ('audience' in span) return toTextElements(`@${span.audience.name}`, style)
  if ('place' in span) return [{ type: 'channel', channel_id: span.place.channel }]
  const timestamp = Math.floor(span.time / 1000)
  return [{ type: 'date', timestamp, format: formats[span.as], fallback: toUtcTime(span.time) }]
}

/** A link. If its text looks like an address itself, the address that it leads to follows in brackets. */
function toLinkElements(typed: string, url: string, style: Style): RichText[] {
  const link = (text: string): RichText => ({ type: 'link', url, text, ...withStyle(style) })
  const text = stripDirectionMarks(typed)
  if (text === url || text === '') return [link(url)]
  return text.includes('://')
    ? [...toTextElements(`${text} (`, style), link(url), ...toTextElements(')', style)]
    : [link(text)]
}

function toTextElements(typed: string, style: Style): RichText[] {
  const text = stripDirectionMarks(typed)
  return text === '' ? [] : [{ type: 'text', text, ...withStyle(style) }]
}

/** Slack rejects an empty style. */
const withStyle = (style: Style) => (Object.keys(style).length > 0 ? { style: { ...style } } : {})

/** Text without formatting: the address of a link follows its text in brackets. */
export const toPlain = (text: Text, { inThread }: TextOptions = {}): string =>
  spansOf(text)
    .map((span) => toPlainSpan(span, inThread))
    .join('')

/** Words as a person types them: inside a thread, there are no slash commands. */
const toTypedWords = (words: string, inThread = false): string =>
  stripDirectionMarks(`${inThread ? labels.mention : labels.slashCommand} ${words}`)

function toPlainSpan(span: Span, inThread: boolean | undefined): string {
  if (typeof span === 'string') return stripDirectionMarks(span)
  if ('strong' in span) return stripDirectionMarks(span.strong)
  if ('emphasis' in span) return stripDirectionMarks(span.emphasis)
  if ('typed' in span) return toTypedWords(span.typed, inThread)
  if ('link' in span)
    return span.link === span.url ? span.url : `${stripDirectionMarks(span.link)} (${span.url})`
  if ('person' in span) return stripDirectionMarks(span.person.name)
  if ('audience' in span) return stripDirectionMarks(`@${span.audience.name}`)
  if ('place' in span) return labels.thatChannel
  return toUtcTime(span.time)
}

/** Text for a label or a button, cut to `maxLength` characters. Slack reads no markup or emoji in it. */
export const toPlainTextElement = (text: string, maxLength: number) =>
  ({
    type: 'plain_text',
    text: truncate(stripDirectionMarks(text), maxLength),
    emoji: false,
  }) satisfies types.PlainTextElement

/** Text escaped for the top-level text of a message, which Slack reads as markup: shown literally, pings nobody. */
export const escapeMarkup = (text: string): string =>
  stripDirectionMarks(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A moment in Slack's markup: shown in each reader's own time. */
export const toSlackDate = ({ time, as }: Moment): string =>
  `<!date^${Math.floor(time / 1000)}^${formats[as]}|${toUtcTime(time)}>`

const formats = { moment: '{date_short_pretty} at {time}', countdown: '{ago}', clock: '{time}' } as const

const toUtcTime = (time: number): string =>
  `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** The text without Unicode's bidirectional controls, which would reverse the text after them. */
const stripDirectionMarks = (text: string): string => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')

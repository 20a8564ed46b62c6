import type { types } from '@slack/bolt'
import { spansOf } from '../../../src/chat/plain-text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Span, Text } from '../../../src/chat/view.ts'
import { escapeMarkup, toPlain, toSlackDate } from './text.ts'

/** What Slack would carry out in a bare string: marks that aren't within a word, and the names of emoji. */
const active = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])|:(?=[\w+'-]+:)/gu
/** "&amp;" for "&". */
const maxWrittenLength = 5

/** Slack has no escape for these: a mark becomes one that looks like it, and a colon is kept apart from the name after it. */
const inert: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  ':': ':\u2060',
}

/** A bare string in Slack's markup: it is shown literally, links nothing and mentions nobody. */
const toLiteral = (text: string): string =>
  escapeMarkup(text.replace(active, (mark) => inert[mark] ?? mark)).replaceAll(/\s+/g, ' ')

/**
 * Text in Slack's markup, for the few fields that take nothing else, cut to `maxLength` characters with its markup, as
 * Slack counts them.
 */
export function toMrkdwn(text: Text, maxLength: number): types.MrkdwnElement {
  let room = maxLength
  const pieces = spansOf(text).map((span) => {
    const piece = toFitting(span, room)
    room -= piece.length
    return piece
  })
  // Slack rejects an empty text. With `verbatim`, what looks like a link in a bare string doesn't become one.
  return { type: 'mrkdwn', text: pieces.join('') || '–', verbatim: true }
}

/** A span with its markup in at most `room` characters; cut if it is a bare string or a link, else left out. */
function toFitting(span: Span, room: number): string {
  if (typeof span === 'string') return cutTo(room, span, toLiteral)
  if ('link' in span) return cutTo(room, span.link, (words) => toLink(words, span.url))
  const piece = toMarkup(span)
  return piece.length <= room ? piece : ''
}

/** The longest beginning of a text that is written in at most `room` characters; empty if none is. */
function cutTo(room: number, text: string, write: (text: string) => string): string {
  for (let length = text.length; length > 0; ) {
    const written = write(truncate(text, length))
    if (written.length <= room) return written
    length -= Math.max(1, Math.floor((written.length - room) / maxWrittenLength))
  }
  return ''
}

export const toLink = (words: string, url: string): string => `<${escapeMarkup(url)}|${toLiteral(words)}>`

function toMarkup(span: Exclude<Span, string>): string {
  if ('place' in span) return `<#${span.place.channel}>`
  if ('time' in span) return toSlackDate(span)
  return toLiteral(toPlain(span))
}

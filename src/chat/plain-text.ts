import type { Span, Text } from './view.ts'

/** The spans of a text, of which a single one needs no list. */
export const spansOf = (text: Text): readonly Span[] => (isSpan(text) ? [text] : text)

const isSpan = (text: Text): text is Span => !Array.isArray(text)

/** Text as words alone: for logs, notifications, files and records. A link is its words, a time is in UTC. */
export const toPlainText = (text: Text): string => spansOf(text).map(toWords).join('')

function toWords(span: Span): string {
  if (typeof span === 'string') return span
  if ('strong' in span) return span.strong
  if ('emphasis' in span) return span.emphasis
  if ('typed' in span) return `/grid ${span.typed}`
  if ('link' in span) return span.link
  if ('person' in span) return span.person.name
  if ('audience' in span) return `@${span.audience.name}`
  if ('place' in span) return `#${span.place.channel}`
  // Who reads it, and where, is unknown.
  return span.as === 'own' ? '' : new Date(span.time).toISOString()
}

import type { Part, Span, Text, View } from '../../src/chat/view.ts'
import { type PlainPart, withoutCards } from '../../src/chat/without-cards.ts'

/** A view as plain text for a terminal, without controls, pictures and files. */
export function viewToText({ parts }: View): string {
  return withoutCards(parts)
    .map(partToText)
    .filter((words) => words !== '')
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
}

function partToText(part: PlainPart): string {
  switch (part.kind) {
    case 'heading':
    case 'text':
      return toText(part.text)
    case 'quote':
      return `“${toText(part.text)}”${part.from === undefined ? '' : ` (${toText(part.from)})`}`
    case 'facts':
      return part.facts.map(({ name, value }) => `${name}: ${toText(value)}`).join('\n')
    case 'table':
      return `\n${tableToText(part)}\n`
    case 'picture':
    case 'file':
    case 'buttons':
    case 'choices':
      return ''
  }
}

function tableToText({ caption, rows }: Extract<Part, { kind: 'table' }>): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  )
  return [caption, ...lines].join('\n')
}

const isSpan = (text: Text): text is Span => !Array.isArray(text)

const toText = (text: Text): string => removeControls(isSpan(text) ? span(text) : text.map(span).join(''))

/** Control characters in titles and names could move the cursor, change colours or fake other lines. */
const removeControls = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')

function span(span: Span): string {
  if (typeof span === 'string') return span
  if ('strong' in span) return span.strong
  if ('emphasis' in span) return span.emphasis
  if ('typed' in span) return `/grid ${span.typed}`
  if ('link' in span) return `${span.link} <${span.url}>`
  if ('person' in span) return span.person.name
  if ('audience' in span) return `@${span.audience.name}`
  if ('place' in span) return `#${span.place.channel}`
  return new Date(span.time).toISOString()
}

import type { Button, Part, Span, Text, View } from '../src/chat/view.ts'

/** Everything a view says, one line a part, as somebody would read it out. */
export function textOf(view: View): string {
  return view.parts.map(partText).join('\n')
}

/** Every button of a view, those of its choices too. */
export function buttonsOf(view: View): readonly Button[] {
  return view.parts.flatMap((part) =>
    part.kind === 'buttons' ? part.buttons : part.kind === 'choices' ? part.choices : [],
  )
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'heading':
    case 'text':
      return words(part.text)
    case 'quote':
      return part.from === undefined ? `“${words(part.text)}”` : `“${words(part.text)}” ${words(part.from)}`
    case 'facts':
      return part.facts.map(({ name, value }) => `${name}: ${words(value)}`).join('\n')
    case 'table':
      return [part.caption, ...part.rows.map((row) => row.join(' | '))].join('\n')
    case 'picture':
      return part.picture.alt
    case 'file':
      return part.content
    case 'buttons':
      return part.buttons.map(({ label }) => `[${label}]`).join(' ')
    case 'choices':
      return `${part.label}: ${part.choices.map(({ label }) => `[${label}]`).join(' ')}`
  }
}

const isSpan = (text: Text): text is Span => !Array.isArray(text)

function words(text: Text): string {
  return isSpan(text) ? span(text) : text.map(span).join('')
}

function span(span: Span): string {
  if (typeof span === 'string') return span
  if ('strong' in span) return span.strong
  if ('link' in span) return span.link
  if ('person' in span) return span.person.name
  if ('place' in span) return `#${span.place.channel}`
  return new Date(span.time).toISOString()
}

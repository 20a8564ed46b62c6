import type { Fact, Part, Span, Text } from '../../chat/view.ts'

/** The longest beginning of the list that fits. @param room In characters. */
export function fitFacts(facts: readonly Fact[], room: number): readonly Fact[] {
  const max = [...facts.keys()].find((i) => factsSize(facts.slice(0, i + 1)) > room)
  return facts.slice(0, max)
}

/** An upper bound for the characters that a platform's markup of these parts takes. */
export function sizeOf(parts: readonly Part[]): number {
  const sizes = parts.map((part) => {
    if (part.kind === 'facts') return factsSize(part.facts)
    return part.kind === 'heading' || part.kind === 'text' ? 5 + textSize(part.text) : 0
  })
  return total(sizes)
}

export const factsSize = (facts: readonly Fact[]): number =>
  total(facts.map(({ name, value }) => 6 + textSize(name) + textSize(value)))

const textSize = (text: Text): number =>
  typeof text === 'object' && 'length' in text ? total(text.map(spanSize)) : spanSize(text)

/** Punctuation may need a backslash, and the URL of a link counts. */
function spanSize(span: Span): number {
  if (typeof span === 'string') return span.length + (span.match(/[^\p{L}\p{N}\s]/gu)?.length ?? 0)
  if ('strong' in span) return 4 + spanSize(span.strong)
  if ('emphasis' in span) return 2 + spanSize(span.emphasis)
  if ('typed' in span) return 16 + span.typed.length
  if ('link' in span) return 16 + spanSize(span.link) + span.url.length
  if ('audience' in span) return Math.max(25, 2 + spanSize(span.audience.name))
  if ('place' in span) return 4 + (span.place.thread ?? span.place.channel).length
  return 'person' in span ? Math.max(25, spanSize(span.person.name)) : 20
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0)

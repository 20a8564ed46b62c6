import { spansOf } from '../../src/chat/plain-text.ts'
import type { Text } from '../../src/chat/view.ts'
import type { Answerable } from '../../src/taxonomy/answerable.ts'
import { explanationOf } from '../../src/views/explain/explanation.ts'
import { wholeExplainView } from '../../src/views/explain/whole-view.ts'
import { textOf } from '../view-text.ts'

/** A text with its markup as in Markdown; a link is its words. */
const toMarkup = (text: Text): string =>
  spansOf(text)
    .map((span) => {
      if (typeof span === 'string') return span
      if ('strong' in span) return `**${span.strong}**`
      if ('emphasis' in span) return `*${span.emphasis}*`
      return 'link' in span ? span.link : ''
    })
    .join('')

/** The short part of an answer, one paragraph a line. */
export const shortWords = (asked: Answerable): string =>
  explanationOf(asked)
    .lines.map(({ text }) => toMarkup(text))
    .join('\n')

/** What More says. */
export const wholeWords = (asked: Answerable): string =>
  textOf(wholeExplainView(explanationOf(asked), { placed: [], pageOf: () => undefined }, true))

/** A topic, and perhaps what is asked about it. */
export const about = (id: string, aspect?: 'papers' | 'disputed'): Answerable => ({
  kind: 'topic',
  id,
  ...(aspect !== undefined && { aspect }),
})

/** Whether a topic is of these. */
export const whether = (id: string, ...asked: readonly string[]): Answerable => ({
  kind: 'level-of',
  id,
  asked,
})

/** A topic that is taken for something else. */
export const taken = (id: string, claimed: string): Answerable => ({ kind: 'premise', id, claimed })

export const compare = (one: string, other: string): Answerable => ({ kind: 'compare', ids: [one, other] })

import { expect, test } from 'vitest'
import { toPlainText } from '../../src/chat/plain-text.ts'
import type { Answerable } from '../../src/taxonomy/answerable.ts'
import { topics } from '../../src/taxonomy/taxonomy.ts'
import { explanationOf } from '../../src/views/explain/explanation.ts'

/** Each two topics, compared, and one taken for the other. */
function* everyTwo(): Iterable<Answerable> {
  for (const { id } of topics)
    for (const { id: other } of topics) {
      if (id === other) continue
      yield { kind: 'compare', ids: [id, other] }
      yield { kind: 'level-of', id, asked: [other] }
      yield { kind: 'premise', id, claimed: other }
    }
}

test('whatever is asked of two topics, the short part has at most 600 characters', () => {
  const lengths = [...everyTwo()].map((asked) => {
    const words = explanationOf(asked).lines.map(({ text }) => toPlainText(text))
    return { asked, length: words.join('\n').length }
  })
  expect(lengths).toHaveLength(3 * topics.length * (topics.length - 1))
  expect(lengths.filter(({ length }) => length === 0 || length > 600)).toEqual([])
})

import { expect, test } from 'vitest'
import { suggestTopics } from '../../src/taxonomy/suggest-topics.ts'

const values = (typed: string): readonly string[] => suggestTopics(typed).map(({ value }) => value)

test.each([
  ['scal', 'Scaling'],
  ['dictionary l', 'Sparse autoencoders'],
  ['how to v', 'How to vote'],
  ['change my', 'How to change or withdraw a vote'],
  ['contorl', 'AI control'],
  ['RLHF vs agent f', 'RLHF vs Agent foundations'],
])('“%s” suggests %s first', (typed, first) => {
  expect(values(typed)[0]).toBe(first)
})

test('nothing is compared with a how-to', () => {
  expect(values('RLHF vs how to v')).toEqual([])
})

test('any text has suggestions or none', () => {
  for (const typed of ['', ' ', '\0', 'vs', 'a vs ', '[(*', '\ud800', 'constructor'])
    expect(Array.isArray(suggestTopics(typed))).toBe(true)
})

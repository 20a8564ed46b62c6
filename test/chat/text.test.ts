import { expect, test } from 'vitest'
import { agree, counted } from '../../src/chat/text.ts'
import { inTheLast } from '../../src/time/waiting-time.ts'

test.each([
  [0, '0 votes'],
  [1, '1 vote'],
  [2, '2 votes'],
  [1234, '1234 votes'],
])('%i is counted as “%s”', (count, words) => {
  expect(counted(count, 'vote')).toBe(words)
})

test.each([
  [1, '1 of 5 says'],
  [3, '3 of 5 say'],
])('a verb agrees with %i', (count, words) => {
  expect(`${count} of 5 ${agree(count, 'says', 'say')}`).toBe(words)
})

test('one hour needs no number', () => {
  expect(inTheLast(3_600_000)).toBe('in the last hour')
  expect(inTheLast(24 * 3_600_000)).toBe('in the last 24 hours')
})

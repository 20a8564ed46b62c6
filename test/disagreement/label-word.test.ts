import { expect, test } from 'vitest'
import { axisLabel } from '../../src/disagreement/axis-label.ts'
import { labelWord } from '../../src/disagreement/label-word.ts'
import { reference } from './reference.ts'

test.each(reference.readouts)('$counts, $state, is “$word”', ({ counts, state, specLabel, word }) => {
  expect(axisLabel(counts)).toBe(specLabel)
  expect(labelWord(counts, state)).toBe(word)
})

test.each([
  { counts: [1, 1, 0], word: '1 step apart' },
  { counts: [0, 2, 0], word: 'both agree' },
  { counts: [1, 1, 1], word: 'all differ' },
  { counts: [5, 0, 0], word: 'all agree' },
  { counts: [9, 1, 0], word: 'nearly all' },
  { counts: [6, 2, 0], word: 'most agree' },
  { counts: [2, 3, 0], word: 'split 2–3' },
  { counts: [1, 4, 5], word: 'split 4–5' },
  { counts: [52, 48, 0], word: 'split' },
] as const)('$counts is “$word”', ({ counts, word }) => {
  expect(labelWord(counts, 'closed')).toBe(word)
})

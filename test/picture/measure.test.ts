import { describe, expect, test } from 'vitest'
import { linesOf, shorten, widthOf } from '../../src/picture/measure.ts'
import { titles } from './scripts.ts'

const line = { size: 26, weight: 600, width: 592 } as const

describe('lines of a title', () => {
  test('break between words', () => {
    const title = 'Risks from Learned Optimization in Advanced Machine Learning Systems'
    expect(linesOf(title, line, 2)).toEqual([
      'Risks from Learned Optimization in Advanced',
      'Machine Learning Systems',
    ])
  })

  test('end in an ellipsis after a whole word where little is lost', () => {
    const [, second] = linesOf('several words '.repeat(20), line, 2)
    expect(second).toMatch(/(?:several|words)…$/)
  })

  test('cut a word that is longer than the line, between characters', () => {
    const family = '👩‍👩‍👧‍👦'
    for (const cut of linesOf(family.repeat(80), line, 2)) expect(cut.replaceAll(family, '')).toMatch(/^…?$/)
  })

  test.each([
    'Worse, ',
    '(round) ',
    '“quoted” ',
    'well-known ',
    '深度学习。',
    '「整合性」、',
    'データモデル、',
    'מבוא? ',
  ])('never begin with closing nor end with opening punctuation: %s', (words) => {
    for (let width = 120; width < 600; width += 7) {
      const lines = linesOf(words.repeat(12), { ...line, width }, 12)
      for (const one of lines) {
        expect(one).not.toMatch(/^[,)”。、」?ー-]/u)
        expect(one).not.toMatch(/[(“「]$/u)
      }
    }
  })

  test('lose nothing but spaces while they fit', () => {
    const title = 'GPT-4 and long-term and/or state-of-the-art (SOTA) "agents": 深度学习、強化学習。'
    for (let width = 150; width < 600; width += 11)
      expect(
        linesOf(title, { ...line, width }, 99)
          .join('')
          .replaceAll(' ', ''),
      ).toBe(title.replaceAll(' ', ''))
  })

  test.each(Object.entries(titles))('fit and are well filled: %s', (script, { text }) => {
    // Chinese and Japanese break nearly anywhere; of other scripts the next word has to fit.
    const least = script === 'Chinese' || script === 'Japanese' ? 0.8 : 0.6
    const lines = linesOf(`${text} `.repeat(12), line, 20)
    for (const one of lines) expect(widthOf(one, line.size, line.weight)).toBeLessThanOrEqual(line.width)
    for (const one of lines.slice(0, -1))
      expect(widthOf(one, line.size, line.weight)).toBeGreaterThan(least * line.width)
  })

  test('come to an end in a place too narrow for anything', () => {
    expect(linesOf('abc', { ...line, width: 1 }, 5)).toEqual(['a', 'b', 'c'])
    expect(linesOf('  ', line, 2)).toEqual([])
  })
})

describe('a shortened line', () => {
  test('is as it was where it fits, and never wider than its place', () => {
    expect(shorten('short', line)).toBe('short')
    const scripts = Object.values(titles).flatMap(({ text }) => [
      text.repeat(9),
      text.replaceAll(' ', '').repeat(9),
    ])
    for (const text of ['word '.repeat(50), 'x'.repeat(500), 'MW'.repeat(200), ...scripts])
      expect(widthOf(shorten(text, line), line.size, line.weight)).toBeLessThanOrEqual(line.width)
  })
})

import { describe, expect, test } from 'vitest'
import type { Drawing } from '../../src/chat/view.ts'
import { outlineText } from '../../src/picture/outlines.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { reachOf } from './boxes.ts'
import { elementsOf, pictured, textsIn } from './pictured.ts'
import { titles } from './scripts.ts'

/** The texts of a picture's title, at 26, and of the line under it, the muted ones at its baseline. */
function headed(wanted: { readonly title: string; readonly authors?: readonly string[] }) {
  const { drawing, height } = pictured([], wanted)
  const texts = [...elementsOf(drawing)].filter(({ tag }) => tag === 'text')
  const baseline = height === 600 ? 110 : 76
  return {
    title: texts.filter(({ attributes }) => attributes['font-size'] === 26),
    meta: texts.filter(({ attributes }) => attributes.y === baseline),
  }
}

const textOf = ({ children }: Drawing): string => children.join('')

const samples = Object.entries(titles).map(([script, { text }]) => ({ script, text }))

describe('a title', () => {
  test.each(samples)('of any length stays in two lines between the margins: $script', ({ text }) => {
    for (let length = 1; length <= 500; length += repeats(49, 7)) {
      const { title } = headed({ title: text.repeat(20).slice(0, length) })
      expect(title.length).toBeLessThanOrEqual(2)
      for (const line of title) {
        const [left, right] = reachOf(line)
        expect(left).toBeGreaterThanOrEqual(23.99)
        expect(right).toBeLessThanOrEqual(616.01)
      }
    }
  })

  test('mixed of all scripts stays between the margins too', () => {
    const random = seeded(5)
    const words = samples.flatMap(({ text }) => text.split(' ')).concat('🧠', '(AI)', '–', 'GPT-4', '\u0378')
    for (let i = 0; i < repeats(40, 200); i++) {
      const pick = () => words[Math.floor(random() * words.length)]
      const { title } = headed({
        title: Array.from({ length: 1 + (i % 30) }, pick).join(i % 3 === 0 ? '' : ' '),
      })
      expect(title.length).toBeLessThanOrEqual(2)
      for (const line of title) {
        const [left, right] = reachOf(line)
        expect(left, textOf(line)).toBeGreaterThanOrEqual(23.99)
        expect(right, textOf(line)).toBeLessThanOrEqual(616.01)
      }
    }
  })

  test.each([
    ['Risks from Learned Optimization', 24, undefined],
    ['GPT-4 في العربية', 24, undefined],
    ['العربية GPT-4 2025', 616, 'rtl'],
    ['מבוא ל-AI alignment', 616, 'rtl'],
  ])('starts on the side of its first strong character: %s', (title, x, direction) => {
    expect(headed({ title }).title.map(({ attributes }) => [attributes.x, attributes.direction])).toEqual([
      [x, direction],
    ])
  })

  test('that runs from right to left does so in its second line too, whatever is in that', () => {
    const { title } = headed({ title: `${titles.Arabic?.text} ${'Alignment '.repeat(20)}` })
    expect(title).toHaveLength(2)
    expect(title.map(({ attributes }) => [attributes.x, attributes.direction])).toEqual([
      [616, 'rtl'],
      [616, 'rtl'],
    ])
  })

  test('has one country’s Han in both lines, and names its fonts for a browser', () => {
    const { title } = headed({ title: `モデルの整合性${'深度'.repeat(30)}` })
    expect(title.map(({ attributes }) => attributes['font-family'])).toEqual([
      'Inter, Noto Sans JP, sans-serif',
      'Inter, Noto Sans JP, sans-serif',
    ])
    const alone = headed({ title: '深度'.repeat(30) }).title
    expect(alone[1]?.attributes['font-family']).toBe('Inter, Noto Sans SC, sans-serif')
    expect(headed({ title: 'Risks – é' }).title[0]?.attributes['font-family']).toBe('Inter')
  })

  test('of nothing to be seen is a dash', () => {
    for (const title of ['', ' ', '\u200d\u200b', '\u202e', '\u3164'])
      expect(headed({ title }).title.map(textOf)).toEqual(['–'])
  })

  test('piles no more than four marks on a letter', () => {
    expect(headed({ title: `Z${'\u0301'.repeat(500)}a` }).title.map(textOf)).toEqual([
      `Z${'\u0301'.repeat(4)}a`,
    ])
  })
})

describe('the line under a title', () => {
  const authors = ['ליאור כהן', 'ليلى حسن', 'Ada Lovelace', 'x', 'y']

  test('is one text where all of it runs from left to right', () => {
    const { meta } = headed({ title: 'T', authors: ['王小明', '田中 太郎', '김민수', 'x'] })
    expect(meta.map(textOf)).toEqual(['王小明, 田中 太郎, 김민수 +1 · 2019 · arXiv:1906.01820'])
  })

  test('sets each part apart where one runs from right to left, in their order from the left', () => {
    const { meta } = headed({ title: 'T', authors })
    expect(meta.map(textOf)).toEqual([
      'כהן',
      ',',
      'حسن',
      ',',
      'Lovelace',
      '+2',
      '·',
      '2019',
      '·',
      'arXiv:1906.01820',
    ])
    const reaches = meta.map(reachOf)
    expect(reaches[0]?.[0]).toBe(24)
    for (const [i, [left]] of reaches.entries())
      if (i > 0) expect(left).toBeGreaterThanOrEqual((reaches[i - 1]?.[1] ?? 0) - 0.01)
  })

  test('drops authors from the right before it cuts anything', () => {
    const long = 'מ'.repeat(20)
    const { meta } = headed({ title: 'T', authors: [long, long, long] })
    expect(meta.map(textOf)).toEqual([long, '+2', '·', '2019', '·', 'arXiv:1906.01820'])
  })

  test.each(samples)('stays between the margins however long its names are: $script', ({ text }) => {
    const name = text.replaceAll(/[ ,]/g, '').repeat(4)
    for (const count of [1, 2, 3, 9]) {
      const { meta } = headed({ title: 'T', authors: Array.from({ length: count }, () => name) })
      for (const one of meta) {
        expect(reachOf(one)[0]).toBeGreaterThanOrEqual(24)
        expect(reachOf(one)[1]).toBeLessThanOrEqual(616.01)
      }
      expect(meta.map(textOf).join(' ')).toContain('2019')
    }
  })
})

describe('hostile text', () => {
  const alphabet = [
    ...'<>&"\'\0\x1b\x7f\u0085\u202e\u2066\u200d\u200b\ufeff\ufffe\uffff\u0301\u20e3\ufe0f\u0915\u094d\u1100',
    '\ud800',
    '\udc00',
    'é',
    '漢',
    '😀',
    'ا',
    'ل',
    '🇩',
    '\u{e0100}',
    '\u08cf',
  ]

  test('is outlined like any other', () => {
    const random = seeded(3)
    for (let i = 0; i < repeats(80, 400); i++) {
      const letters = Array.from({ length: i % 80 }, () => alphabet[Math.floor(random() * alphabet.length)])
      const title = letters.join('')
      const { drawing } = pictured([], { title, authors: [title], names: [title || 'x'] })
      const paths = [...elementsOf(outlineText(drawing))].map(({ attributes }) => String(attributes.d ?? ''))
      expect(paths.filter((path) => /[^\dA-Za-z. -]|NaN/.test(path))).toEqual([])
    }
  })

  test.each(['x', 'ا', '漢', 'क', '\u0301', '\u200d', '👩‍👩‍👧‍👦'])(
    'of ten thousand characters is cut before it is shaped: %j',
    (character) => {
      const long = (length: number) =>
        pictured([], { title: character.repeat(length), authors: [character.repeat(length)] }).drawing
      expect(textsIn(long(10_000)).join('').length).toBeLessThan(1000)
      expect(outlineText(long(10_000))).toEqual(outlineText(long(2000)))
    },
  )

  test('shows markup as it is written', () => {
    const title = '<b>&amp;</b> ]]> @ink'
    expect(headed({ title }).title.map(textOf)).toEqual([title])
  })
})

import { describe, expect, test } from 'vitest'
import { widthOf } from '../../src/picture/measure.ts'
import { directionOf } from '../../src/picture/text/direction.ts'
import { fontOf } from '../../src/picture/text/fonts.ts'
import { missingBox, shape } from '../../src/picture/text/shape.ts'
import { titles } from './scripts.ts'

const samples = Object.entries(titles).map(([script, title]) => ({ script, ...title }))

/** The fonts of a line from left to right, each once for as long as it lasts. */
function facesFromLeft(text: string, direction: 'ltr' | 'rtl' = 'ltr') {
  const faces = shape(text, { weight: 600, direction })
    .glyphs.toSorted((a, b) => a.x - b.x)
    .map(({ face }) => face?.replace(/-\d+$/, '') ?? 'box')
  return faces.filter((face, i) => face !== faces[i - 1])
}

describe('a line of text', () => {
  test.each(samples)('is as wide as its font lays it out: $script', ({ text, face, direction }) => {
    const font = fontOf(face)
    const { advanceWidth } = font.layout(text, undefined, undefined, undefined, direction)
    expect(widthOf(text, 100, 600)).toBeCloseTo((100 * advanceWidth) / font.unitsPerEm, 6)
  })

  test.each(samples)('has the glyphs of its font in their order: $script', ({ text, face, direction }) => {
    const { glyphs } = fontOf(face).layout(text, undefined, undefined, undefined, direction)
    const shaped = shape(text, { weight: 600, direction })
    expect(shaped.glyphs.map(({ id }) => id)).toEqual(glyphs.map(({ id }) => id))
    expect(new Set(shaped.glyphs.map((glyph) => glyph.face))).toEqual(new Set([face]))
  })

  test('is never wider in Arabic than its letters apart, which don’t join', () => {
    const word = 'المواءمة'
    const apart = [...word].reduce((sum, letter) => sum + widthOf(letter, 20), 0)
    expect(widthOf(word, 20)).toBeLessThan(0.95 * apart)
  })

  test('is the same however it is composed', () => {
    expect(shape('e\u0301 n\u0303', { weight: 400 })).toEqual(shape('é ñ', { weight: 400 }))
    expect(shape('\u1112\u1161\u11ab', { weight: 400 })).toEqual(shape('한', { weight: 400 }))
  })
})

describe('fonts', () => {
  test.each([
    ['大規模モデル', ['noto-sans-jp']],
    ['大規模', ['noto-sans-sc']],
    ['对齐（第1部分）、GPT。', ['noto-sans-sc', 'inter', 'noto-sans-sc', 'inter', 'noto-sans-sc']],
    ['정렬 AI', ['noto-sans-kr', 'inter']],
    ['हिन्दी।', ['noto-sans-devanagari']],
    ['A 🧠 B', ['inter', 'noto-emoji', 'inter']],
    ['❤️ © ①', ['noto-emoji', 'inter']],
    ['A\u0378B', ['inter', 'box', 'inter']],
  ])('follow the script: %s', (text, faces) => {
    expect(facesFromLeft(text)).toEqual(faces)
  })

  test('keep spaces with the font before them, except after emoji', () => {
    const space = (text: string) => shape(text, { weight: 400 }).glyphs.at(-1)?.face
    expect(space('정 ')).toBe('noto-sans-kr-500')
    expect(space('🧠 ')).toBe('inter-400')
    expect(space('a ')).toBe('inter-400')
  })

  test('draw an emoji of several characters as one', () => {
    for (const one of ['👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', '👩🏽‍🔬', '🏳️‍🌈'])
      expect(shape(one, { weight: 400 }).glyphs.filter(({ id }) => id !== 3)).toHaveLength(1)
  })
})

describe('a character that no font has', () => {
  test.each([
    ['unassigned', '\u0378'],
    ['for private use', '\ue000'],
    ['of a script without a font', 'ไ'],
    ['a control', '\u0007'],
    ['half of a pair', '\ud800'],
    ['the last of all', '\u{10ffff}'],
    ['a replacement', '\ufffd'],
  ])('is a box, and what is around it stays: %s', (_, character) => {
    const { glyphs, width } = shape(`a${character}b`, { weight: 400 })
    expect(glyphs.map(({ face }) => face)).toEqual(['inter-400', undefined, 'inter-400'])
    const rest = shape('a', { weight: 400 }).width + shape('b', { weight: 400 }).width
    expect(width).toBeCloseTo(rest + missingBox.advance, 6)
  })

  test('is one box for all the marks that it carries', () => {
    expect(shape('ที่', { weight: 400 }).glyphs).toHaveLength(1)
  })

  test('takes no room where it is a joiner or a selector', () => {
    for (const unseen of ['\u200d', '\u200b', '\ufe0f', '\u00ad', '\u2060'])
      expect(widthOf(`a${unseen}b`, 20)).toBeCloseTo(widthOf('ab', 20), 0)
  })
})

describe('text of both directions', () => {
  test('is laid out around a right-to-left base: the Latin words keep their order', () => {
    const text = 'العربية GPT-4 2025'
    expect(facesFromLeft(text, 'rtl')).toEqual(['inter', 'noto-sans-arabic'])
    const latin = shape(text, { weight: 600, direction: 'rtl' }).glyphs.filter(
      ({ face }) => face === 'inter-600',
    )
    expect(latin.map(({ id }) => id)).toEqual(shape('GPT-4 2025', { weight: 600 }).glyphs.map(({ id }) => id))
    expect(facesFromLeft(text, 'ltr')).toEqual(['noto-sans-arabic', 'inter'])
  })

  test('has its first word at the right', () => {
    const { text } = titles.Arabic ?? { text: '' }
    const [first = ''] = text.split(' ')
    const word = shape(first, { weight: 600, direction: 'rtl' })
    const line = shape(text, { weight: 600, direction: 'rtl' })
    const atRight = line.glyphs.slice(-word.glyphs.length)
    expect(atRight.map(({ id }) => id)).toEqual(word.glyphs.map(({ id }) => id))
    expect(atRight[0]?.x).toBeCloseTo(line.width - word.width + (word.glyphs[0]?.x ?? 0), 6)
  })

  test('turns brackets the way they are read', () => {
    const { glyphs } = shape('(א)', { weight: 400, direction: 'rtl' })
    const upright = shape('(a)', { weight: 400 }).glyphs
    expect([glyphs.at(0)?.id, glyphs.at(-1)?.id]).toEqual([upright.at(0)?.id, upright.at(-1)?.id])
  })

  test('leaves an emoji where it is read', () => {
    expect(facesFromLeft('עברית 😀 GPT', 'rtl')).toEqual(['inter', 'noto-emoji', 'noto-sans-hebrew'])
  })

  test.each([
    ['Risks', 'ltr'],
    ['2025 العربية GPT', 'rtl'],
    ['GPT العربية', 'ltr'],
    ['«מבוא» x', 'rtl'],
    ['🧠 12', 'ltr'],
    ['', 'ltr'],
  ])('takes its direction from its first strong character: %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction)
  })
})

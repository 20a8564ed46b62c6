import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import type { Drawing } from '../../src/chat/view.ts'
import { element, group, label } from '../../src/picture/drawing.ts'
import { widthOf } from '../../src/picture/measure.ts'
import { outlineText } from '../../src/picture/outlines.ts'
import { toSvg } from '../../src/picture/svg.ts'
import { fontFiles, fontOf } from '../../src/picture/text/fonts.ts'
import { graphemes } from '../../src/picture/text/runs.ts'
import { elementsOf, on, pictured, times } from './pictured.ts'
import { titles } from './scripts.ts'

const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]
const at = { x: 320, y: 100, size: 26, weight: 600 } as const

const pathOf = (text: string): string => String(outlineText(label(text, at)).attributes.d)

/** The pixels of something black, 0 where there is none … 255. */
function inkOf(drawing: Drawing): Uint8Array {
  const picture = { key: '', alt: '', width: 640, height: 200, details: [], drawing }
  const font = { loadSystemFonts: false, fontFiles: Object.values(fontFiles) }
  const { pixels } = new Resvg(toSvg(picture, 'light'), { font }).render()
  return new Uint8Array(pixels).filter((_, i) => i % 4 === 3)
}

/** The columns where something is drawn. */
function columnsOf(drawing: Drawing): readonly number[] {
  const ink = inkOf(drawing)
  return [...ink.keys()].filter((i) => ink[i] !== 0).map((i) => i % 640)
}

describe('an outlined drawing', () => {
  test('has no text left, and a path in place of each', () => {
    const { drawing } = pictured(seven, {
      title: 'Risks from Learned Optimization',
      names: ['Ada B', 'Cy D'],
    })
    const count = (of: Drawing, tag: string) => [...elementsOf(of)].filter((one) => one.tag === tag).length
    const paths = outlineText(drawing)
    expect(count(paths, 'text')).toBe(0)
    expect(count(paths, 'path')).toBe(count(drawing, 'text') + count(drawing, 'path'))
    expect([...elementsOf(paths)].every(({ attributes }) => attributes['font-family'] === undefined)).toBe(
      true,
    )
  })

  test('is else as it was', () => {
    const drawing = group(element('rect', { x: 1, fill: '@ink' }), element('g', { id: 'a' }, label('b', at)))
    expect(outlineText(drawing)).toMatchObject({
      children: [drawing.children[0], { attributes: { id: 'a' }, children: [{ tag: 'path' }] }],
    })
  })

  test('keeps fill, stroke and transform', () => {
    const text = label('7', { ...at, fill: 'accent' })
    const cased = { ...text.attributes, stroke: '@step1', 'stroke-width': 4, transform: 'rotate(9)' }
    const { attributes } = outlineText({ ...text, attributes: cased })
    expect(attributes).toMatchObject({ fill: '@accent', stroke: '@step1' })
    expect(attributes.transform).toMatch(/^rotate\(9\) translate\(320 100\) scale\(/)
    expect((Number(attributes['stroke-width']) * 26) / 2048).toBeCloseTo(4, 3)
  })

  test.each(['start', 'middle', 'end'] as const)(
    'stands where the rasteriser sets the text: %s',
    (anchor) => {
      const text = label('AVATAR, Qualität (AI) g', { ...at, anchor })
      const [one, other] = [inkOf(text), inkOf(outlineText(text))]
      const sum = (ink: Uint8Array) => ink.reduce((total, value) => total + value, 0)
      const difference = sum(one.map((value, i) => Math.abs(value - (other[i] ?? 0))))
      expect(difference / sum(one)).toBeLessThan(0.02)
    },
  )

  test('starts at the right where it runs from right to left', () => {
    const text = label('العربية', at)
    const turned = outlineText({ ...text, attributes: { ...text.attributes, direction: 'rtl' } })
    const columns = columnsOf(turned)
    expect(Math.max(...columns)).toBeLessThanOrEqual(at.x)
    expect(Math.max(...columns)).toBeGreaterThan(at.x - 5)
    expect(Math.min(...columns)).toBeGreaterThan(at.x - widthOf('العربية', 26, 600) - 2)
  })

  test('is compact: whole numbers, some 250 bytes a letter', () => {
    const path = pathOf('Risks from Learned Optimization')
    expect(path).toMatch(/^[Mmlhvqz0-9 -]+$/)
    expect(path.length).toBeLessThan(31 * 250)
  })
})

describe('every character', () => {
  test.each(Object.entries(titles))('of a title is drawn: %s', (_, { text }) => {
    for (const { segment } of graphemes.segment(text)) {
      if (segment !== ' ') expect(pathOf(segment), segment).toMatch(/^M.*z$/)
    }
    expect(pathOf(text).match(/M/g)?.length).toBeGreaterThan(text.replaceAll(' ', '').length / 2)
  })

  test.each([
    ['Latin', 0x21, 0x24f],
    ['Greek', 0x391, 0x3c9],
    ['Cyrillic', 0x410, 0x44f],
    ['Hebrew', 0x5d0, 0x5ea],
    ['Arabic', 0x621, 0x64a],
    ['Devanagari', 0x904, 0x939],
    ['kana', 0x3041, 0x30fe],
    ['Han', 0x4e00, 0x4eff],
    ['Hangul', 0xac00, 0xacff],
    ['emoji', 0x1f600, 0x1f64f],
  ])('of a script is drawn, by a font or as a box: %s', (_, first, last) => {
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code)
      if (/[\p{Cc}\p{Zs}\p{Cf}]/u.test(character)) continue
      expect(pathOf(character), code.toString(16)).toMatch(/^M.*z$/)
    }
  })

  test('without a font is a box with a hole in it', () => {
    expect(pathOf('\u0378')).toMatch(/^M[\d ]+(?:[hv][\d-]+){3}zm[\d -]+(?:[hv][\d-]+){3}z$/)
    expect(pathOf('a\u0378')).toBe(
      `${pathOf('a')}${pathOf('\u0378').replace(/^M\d+/, (start) => moved(start, 'a'))}`,
    )
  })

  const moved = (start: string, before: string): string => {
    const width = Math.round(widthOf(before, 2048, 600))
    return `M${Number(start.slice(1)) + width}`
  }

  test('of nothing but spaces and joiners draws nothing', () => {
    for (const text of ['', ' ', '\u200d\u200b']) expect(pathOf(text)).toBe('')
  })
})

describe('outlines', () => {
  test('of a font that trips over a mark are drawn all the same', () => {
    const marks = 'ࢡࣂ࣢࣏࣎࣫ࢨࢢࣚ'
    expect(() => fontOf('noto-sans-arabic-500').layout(marks)).toThrow()
    expect(pathOf(marks)).toMatch(/^M.*z$/)
  })
})

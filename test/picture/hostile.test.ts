import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import type { Picture } from '../../src/chat/view.ts'
import { toSvg } from '../../src/picture/svg.ts'
import { seeded } from '../seeded.ts'
import { on, pictured, textsIn, times } from './pictured.ts'

const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]
const two = [on(0), on(8)]

/** Reads it as XML, strictly: whatever is not well-formed is refused. */
function expectXml(svg: string): void {
  expect(() => new Resvg(svg, { font: { loadSystemFonts: false } }), svg).not.toThrow()
  expect(svg).not.toMatch(/<(?:script|!|\?)/)
  expect(svg).not.toMatch(/[\p{Cc}\ufffe\uffff]/u)
  expect(svg.isWellFormed()).toBe(true)
}

const picturedWith = (text: string, ballots = seven): Picture =>
  pictured(ballots, { title: text, names: [text || 'x'], authors: [text] })

const pieces = [
  ...'<>&"\'/\\;{}()#%@$`=\0\x08\x1b\x7f\u0085\u202e\u2066\u200d\u200b\ufeff\ufffe\uffffaé漢😀ا\u0301\u0915\u094d\u{e0100}',
  '\ud800',
  '\udc00',
  '<script>',
  ']]>',
  '<!--',
  '<?xml',
  '&amp;',
  '&#0;',
  '</text></svg>',
  '<!ENTITY x "y">&x;',
  '👩‍👩‍👧‍👦',
]

const seed = 11

describe('hostile titles and names', () => {
  test.each(Array.from({ length: 10 }, (_, i) => seed + i))(
    'leave the SVG well-formed XML, a thousand cases, seed %i',
    (seed) => {
      const random = seeded(seed)
      for (let i = 0; i < 1000; i++) {
        const text = Array.from(
          { length: Math.floor(random() * 40) },
          () => pieces[Math.floor(random() * pieces.length)],
        ).join('')
        expectXml(toSvg(picturedWith(text, two), i % 2 === 0 ? 'light' : 'dark'))
      }
    },
    60_000,
  )

  test.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    [']]><!ENTITY x "y">&x;', ']]><!ENTITY x "y">&x;'],
    ['</text></svg>', '</text></svg>'],
    ['&amp;&lt;&#0;', '&amp;&lt;&#0;'],
    ['@ink', '@ink'],
    ['evil \u202etxt', 'evil txt'],
    ['nul\0 and \u001b[31m', 'nul\ufffd and \ufffd[31m'],
    ['lone \ud800 half', 'lone \ufffd half'],
    ['zero\u200djoin', 'zero\u200djoin'],
  ])('are shown as they are, or as boxes: %j', (title, shown) => {
    const picture = picturedWith(title)
    expect(textsIn(picture.drawing)[0]).toBe(shown)
    expectXml(toSvg(picture, 'light'))
  })

  test('of ten thousand characters are cut', () => {
    expectXml(toSvg(picturedWith('x'.repeat(10_000)), 'light'))
    expectXml(toSvg(picturedWith('<&>'.repeat(3333)), 'light'))
  })
})

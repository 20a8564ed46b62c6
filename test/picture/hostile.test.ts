import { describe, expect, test } from 'vitest'
import { toSvg } from '../../src/picture/svg.ts'
import { repeats } from '../repeats.ts'
import { expectWellFormed, expectXml, picturedWith } from './hostile-titles.ts'
import { textsIn } from './pictured.ts'

const seed = 11

describe('hostile titles and names', () => {
  test.each(Array.from({ length: repeats(1, 10) }, (_, i) => seed + i))(
    'leave the SVG well-formed XML, seed %i',
    (seed) => expectWellFormed(seed, repeats(30, 100)),
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

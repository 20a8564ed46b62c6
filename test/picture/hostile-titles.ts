import { Resvg } from '@resvg/resvg-js'
import { expect } from 'vitest'
import type { Picture } from '../../src/chat/view.ts'
import { toSvg } from '../../src/picture/svg.ts'
import { seeded } from '../seeded.ts'
import { on, pictured, times } from './pictured.ts'

const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]
const two = [on(0), on(8)]

/** Reads it as XML, strictly: whatever is not well-formed is refused. */
export function expectXml(svg: string): void {
  expect(() => new Resvg(svg, { font: { loadSystemFonts: false } }), svg).not.toThrow()
  expect(svg).not.toMatch(/<(?:script|!|\?)/)
  expect(svg).not.toMatch(/[\p{Cc}\ufffe\uffff]/u)
  expect(svg.isWellFormed()).toBe(true)
}

export const picturedWith = (text: string, ballots = seven): Picture =>
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

/** Draws that many titles and names of odd pieces, the same for the same seed. */
export function expectWellFormed(seed: number, count: number): void {
  const random = seeded(seed)
  for (let i = 0; i < count; i++) {
    const text = Array.from(
      { length: Math.floor(random() * 40) },
      () => pieces[Math.floor(random() * pieces.length)],
    ).join('')
    expectXml(toSvg(picturedWith(text, two), i % 2 === 0 ? 'light' : 'dark'))
  }
}

import type { Drawing } from '../chat/view.ts'
import type { Box } from './layout.ts'
import { familiesOf } from './text/runs.ts'
import type { Role } from './theme.ts'

type Attributes = Drawing['attributes']

/** A colour by its role; the theme of the viewer gives its value. */
export const paint = (role: Role): string => `@${role}`

export const element = (
  tag: string,
  attributes: Attributes,
  ...children: readonly (Drawing | string)[]
): Drawing => ({ tag, attributes, children })

export const group = (...children: readonly Drawing[]): Drawing => element('g', {}, ...children)

/** A rectangle with its attributes; `rx` rounds its corners. */
export const box = ({ x, y, width, height }: Box, attributes: Attributes): Drawing =>
  element('rect', { x, y, width, height, ...attributes })

export const dot = (cx: number, cy: number, r: number, attributes: Attributes): Drawing =>
  element('circle', { cx, cy, r, ...attributes })

/** The position and the look of one line of text. */
export interface Lettering {
  readonly x: number
  /** The baseline. */
  readonly y: number
  readonly size: number
  readonly weight?: 400 | 600
  readonly fill?: Role
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** One line of text. */
export function label(
  text: string,
  { x, y, size, weight = 400, fill = 'ink', anchor = 'start' }: Lettering,
): Drawing {
  const content = printable(text)
  const attributes = {
    x,
    y,
    'font-family': familiesOf(content),
    'font-size': size,
    'font-weight': weight,
    fill: paint(fill),
    ...(anchor !== 'start' && { 'text-anchor': anchor }),
  }
  return element('text', attributes, content)
}

export const withAttributes = (drawing: Drawing, attributes: Attributes): Drawing => ({
  ...drawing,
  attributes: { ...drawing.attributes, ...attributes },
})

/**
 * The text as it can be drawn: characters that XML can't hold become boxes, marks that change the direction of text are
 * removed, and white space is collapsed. At most four combining marks stay on a letter: more would cover other lines.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
}

import type { Drawing } from '../chat/view.ts'
import { familiesOf } from './text/runs.ts'
import type { Role } from './theme.ts'

type Attributes = Drawing['attributes']

/** A colour by its role, to be filled in when it is known who looks. */
export const paint = (role: Role): string => `@${role}`

export const element = (
  tag: string,
  attributes: Attributes,
  ...children: readonly (Drawing | string)[]
): Drawing => ({ tag, attributes, children })

export const group = (...children: readonly Drawing[]): Drawing => element('g', {}, ...children)

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A rectangle with its attributes; `rx` rounds its corners. */
export const box = ({ x, y, width, height }: Box, attributes: Attributes): Drawing =>
  element('rect', { x, y, width, height, ...attributes })

export const dot = (cx: number, cy: number, r: number, attributes: Attributes): Drawing =>
  element('circle', { cx, cy, r, ...attributes })

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
  const shown = printable(text)
  const attributes = {
    x,
    y,
    'font-family': familiesOf(shown),
    'font-size': size,
    'font-weight': weight,
    fill: paint(fill),
    ...(anchor !== 'start' && { 'text-anchor': anchor }),
  }
  return element('text', attributes, shown)
}

export const withAttributes = (drawing: Drawing, attributes: Attributes): Drawing => ({
  ...drawing,
  attributes: { ...drawing.attributes, ...attributes },
})

/**
 * Characters that XML can't hold, and those that would turn the direction of what follows, become boxes or go. Of the
 * marks that pile up on a letter, the first few stay: more would run over other lines.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
}

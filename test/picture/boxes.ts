import { expect } from 'vitest'
import type { Drawing } from '../../src/chat/view.ts'
import { widthOf } from '../../src/picture/measure.ts'
import { elementsOf } from './pictured.ts'

/** An area of a drawing, in its units. */
export interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface TextBox extends Bounds {
  readonly text: string
}

/** From where to where a text reaches, by its anchor and direction. */
export function reachOf({ attributes, children }: Drawing): readonly [number, number] {
  const { x, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor, direction } = attributes
  const width = widthOf(children.join(''), Number(size), weight === 600 ? 600 : 400)
  if (anchor === 'middle') return [Number(x) - width / 2, Number(x) + width / 2]
  const left = (anchor === 'end') === (direction === 'rtl') ? Number(x) : Number(x) - width
  return [left, left + width]
}

/** A text from its baseline to the height of its capitals. */
export function boxOfText(text: Drawing): TextBox {
  const [left, right] = reachOf(text)
  const [y, size] = [Number(text.attributes.y), Number(text.attributes['font-size'])]
  return { text: text.children.join(''), left, right, top: y - 0.73 * size, bottom: y }
}

export const textBoxes = (drawing: Drawing): readonly TextBox[] =>
  [...elementsOf(drawing)].filter(({ tag }) => tag === 'text').map(boxOfText)

/** The area of a rectangle or a circle; nothing for other elements. */
export function boxOfShape({ tag, attributes }: Drawing): Bounds | undefined {
  const number = (name: string) => Number(attributes[name])
  if (tag === 'rect') {
    const [left, top] = [number('x'), number('y')]
    return { left, top, right: left + number('width'), bottom: top + number('height') }
  }
  if (tag !== 'circle') return undefined
  const [x, y, r] = [number('cx'), number('cy'), number('r')]
  return { left: x - r, right: x + r, top: y - r, bottom: y + r }
}

export const areOverlapping = (a: Bounds, b: Bounds): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export const isInside = (inner: Bounds, outer: Bounds): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom

export function expectInside(box: TextBox, bounds: Bounds): void {
  expect(isInside(box, bounds), `${box.text}: ${JSON.stringify({ box, bounds })}`).toBe(true)
}

/** Of a poll's picture: how far everything is moved where the title has one line. */
export const shiftOf = ({ height }: { readonly height: number }): number => (height === 600 ? 0 : -34)

/** The area of a cell in a poll's picture. */
export function boundsOfCell(cell: number, shift: number): Bounds {
  const [left, top] = [152 + 128 * (cell % 3), 200 + 88 * Math.floor(cell / 3) + shift]
  return { left, top, right: left + 120, bottom: top + 80 }
}

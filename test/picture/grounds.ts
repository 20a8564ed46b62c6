import type { Drawing, Picture } from '../../src/chat/view.ts'
import { type Theme, themes } from '../../src/picture/theme.ts'
import { areOverlapping, type Bounds, boxOfShape, boxOfText, isInside, textBoxes } from './boxes.ts'
import { elementsOf } from './pictured.ts'

type Drawn = Pick<Picture, 'drawing'>

/** Texts that run over one another, in pairs. */
export function touchingTexts({ drawing }: Drawn): readonly string[] {
  const boxes = textBoxes(drawing)
  return boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .flatMap((other) => (areOverlapping(one, other) ? [`${one.text} and ${other.text}`] : [])),
  )
}

/** Texts with less contrast than 4.5 to what is behind them, in either theme. */
export const faintTexts = ({ drawing }: Drawn): readonly Grounded[] =>
  groundsOf(drawing).filter(({ fill, ground }) =>
    (['light', 'dark'] as const).some((theme) => contrast(fill, ground, theme) < 4.5),
  )

/** Texts that stand half on a rectangle or touch a dot. What is under the ground they stand on is covered by it. */
export function textsOnEdges({ drawing }: Drawn): readonly string[] {
  const elements = [...elementsOf(drawing)]
  return elements.flatMap((text, i) => {
    if (text.tag !== 'text') return []
    const box = boxOfText(text)
    const ground = text.attributes['paint-order'] === undefined ? groundIndexOf(elements, i) : i
    const marks = elements.slice(ground + 1).filter(({ tag }) => tag === 'rect' || tag === 'circle')
    return marks.some((mark) => isOnEdge(box, boxOfShape(mark), mark.tag)) ? [box.text] : []
  })
}

const isOnEdge = (text: Bounds, mark: Bounds | undefined, tag: string): boolean =>
  mark !== undefined && areOverlapping(text, mark) && (tag === 'circle' || !isInside(text, mark))

/** A text with its colour and the colour behind it, by their roles. */
interface Grounded {
  readonly text: string
  readonly fill: string
  readonly ground: string
}

/** What each text stands on: its own casing, or the last filled shape before it that it is wholly in. */
function groundsOf(drawing: Drawing): readonly Grounded[] {
  const elements = [...elementsOf(drawing)]
  return elements.flatMap(({ tag, attributes, children }, i) => {
    if (tag !== 'text') return []
    const below = elements[groundIndexOf(elements, i)]?.attributes.fill
    const ground = String(attributes.stroke ?? below)
    return [{ text: children.join(''), fill: String(attributes.fill), ground }]
  })
}

/** Of the shape that the text at that place is drawn on. */
function groundIndexOf(elements: readonly Drawing[], place: number): number {
  const text = elements[place]
  if (text === undefined) return -1
  const box = boxOfText(text)
  return elements.slice(0, place).findLastIndex((shape) => {
    const bounds = boxOfShape(shape)
    return bounds !== undefined && isFilled(shape) && isInside(box, bounds)
  })
}

const isFilled = ({ attributes: { fill } }: Drawing): boolean => String(fill).startsWith('@')

/** The ratio of WCAG 2 of two roles in a theme. */
const contrast = (one: string, other: string, theme: Theme): number =>
  contrastOf(colourOf(one, theme), colourOf(other, theme))

/** The ratio of WCAG 2, 1 to 21, of two colours as in `#1A1F26`. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function colourOf(role: string, theme: Theme): string {
  const colours: Readonly<Record<string, string>> = themes[theme]
  const found = colours[role.slice(1)]
  if (found === undefined) throw new Error(`${role} is no colour`)
  return found
}

/** Relative luminance by WCAG 2. @param colour As in `#1A1F26`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

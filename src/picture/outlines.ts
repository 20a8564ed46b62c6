import type { Drawing } from '../chat/view.ts'
import { element, printable } from './drawing.ts'
import { closeFonts, type Face, fontOf } from './text/fonts.ts'
import { hanIn, hanOf } from './text/runs.ts'
import { missingBox, type PlacedGlyph, shape, unitsPerEm } from './text/shape.ts'

/**
 * The drawing with every text replaced by one path, so that it looks the same everywhere and needs no font. Fill,
 * transform and all other attributes of the text are kept.
 */
export function outlineText(drawing: Drawing): Drawing {
  if (drawing.tag === 'text') return outlineTextElement(drawing)
  const children = drawing.children.map((child) => (typeof child === 'string' ? child : outlineText(child)))
  return { ...drawing, children }
}

function outlineTextElement({ attributes, children }: Drawing): Drawing {
  const {
    x = 0,
    y = 0,
    'font-family': families = '',
    'font-size': fontSize = 16,
    'font-weight': weight = 400,
    'text-anchor': anchor = 'start',
    direction = 'ltr',
    transform,
    ...kept
  } = attributes
  const size = Number(fontSize)
  const text = printable(children.join('')).trim()
  const shaped = shape(text, {
    weight: Number(weight) >= 600 ? 600 : 400,
    direction: direction === 'rtl' ? 'rtl' : 'ltr',
    han: hanIn(String(families)) ?? hanOf(text),
  })
  const scale = size / unitsPerEm
  const left = Number(x) - shaped.width * scale * shareBefore(String(anchor), direction === 'rtl')
  const stroke = kept['stroke-width']
  return element('path', {
    ...kept,
    ...(stroke !== undefined && { 'stroke-width': rounded(Number(stroke) / scale, 2) }),
    transform: [
      ...(transform === undefined ? [] : [transform]),
      `translate(${rounded(left, 2)} ${y}) scale(${rounded(scale, 8)} ${rounded(-scale, 8)})`,
    ].join(' '),
    d: shaped.glyphs.map(pathOf).join(''),
  })
}

/** The share of the line that is left of its anchor. The start of a right-to-left line is its right end. */
function shareBefore(anchor: string, isRightToLeft: boolean): number {
  if (anchor === 'middle') return 0.5
  return (anchor === 'end') === isRightToLeft ? 0 : 1
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/** A glyph's outline: its first point, and relative path commands that don't depend on the glyph's position. */
interface Outline {
  readonly x: number
  readonly y: number
  readonly steps: string
}

function pathOf({ face, id, x, y }: PlacedGlyph): string {
  const outline = face === undefined ? box : outlineOf(face, id)
  if (outline.steps === '') return ''
  return `M${Math.round(x) + outline.x} ${Math.round(y) + outline.y}${outline.steps}`
}

const outlines = new Map<string, Outline>()
/** About 500 bytes each here, and ten times as much in fontkit, which keeps every outline while its font is open. */
const maxOutlines = 3000

function outlineOf(face: Face, id: number): Outline {
  const key = `${face} ${id}`
  const known = outlines.get(key)
  if (known !== undefined) return known
  if (outlines.size >= maxOutlines) {
    outlines.clear()
    closeFonts()
  }
  const font = fontOf(face)
  const outline = toOutline(font.getGlyph(id).path.commands, unitsPerEm / font.unitsPerEm)
  outlines.set(key, outline)
  return outline
}

interface PathCommand {
  readonly command: string
  readonly args: readonly number[]
}

const letters: Readonly<Record<string, string>> = {
  moveTo: 'm',
  lineTo: 'l',
  quadraticCurveTo: 'q',
  bezierCurveTo: 'c',
  closePath: 'z',
}

/** One relative command of an SVG path. */
function stepOf(command: string, points: readonly number[]): string {
  const [dx = 0, dy = 0] = points
  if (command === 'lineTo' && dy === 0) return `h${dx}`
  if (command === 'lineTo' && dx === 0) return `v${dy}`
  return letters[command] + points.join(' ').replaceAll(' -', '-')
}

/** Points are rounded before they are subtracted, so that rounding errors don't accumulate. */
function toOutline(commands: readonly PathCommand[], scale: number): Outline {
  let steps = ''
  let [x, y] = [0, 0]
  let [startX, startY] = [0, 0]
  for (const { command, args } of commands) {
    const [originX, originY] = [x, y]
    const points: number[] = []
    for (let i = 0; i + 1 < args.length; i += 2) {
      x = Math.round((args[i] ?? 0) * scale)
      y = Math.round((args[i + 1] ?? 0) * scale)
      points.push(x - originX, y - originY)
    }
    if (command === 'moveTo') [startX, startY] = [x, y]
    if (command === 'closePath') [x, y] = [startX, startY]
    steps += stepOf(command, points)
  }
  // The first command is absolute: `pathOf` writes it with the glyph's position.
  const first = commands[0]?.args ?? []
  const [firstX, firstY] = [Math.round((first[0] ?? 0) * scale), Math.round((first[1] ?? 0) * scale)]
  return { x: firstX, y: firstY, steps: steps.replace(/^m[^a-z]*/, '') }
}

const { left, right, top, stroke } = missingBox
/** The corners of the box, clockwise or, for the inner frame, counterclockwise. */
const frame = (inset: number): PathCommand[] => {
  const [x, y, farX, farY] = [left + inset, inset, right - inset, top - inset]
  const corners =
    inset === 0
      ? [
          [farX, y],
          [farX, farY],
          [x, farY],
        ]
      : [
          [x, farY],
          [farX, farY],
          [farX, y],
        ]
  return [
    { command: 'moveTo', args: [x, y] },
    ...corners.map((args) => ({ command: 'lineTo', args })),
    { command: 'closePath', args: [] },
  ]
}
/** The box of a missing character. The inner frame has the opposite direction, which makes it a hole. */
const box = toOutline([...frame(0), ...frame(stroke)], 1)

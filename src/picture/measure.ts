import * as fontkit from 'fontkit'
import { fontFiles } from './fonts.ts'

type Weight = 400 | 600

const fonts = { 400: open(fontFiles[400]), 600: open(fontFiles[600]) }
const advances: Record<Weight, Map<string, number>> = { 400: new Map(), 600: new Map() }
const mostRemembered = 5000
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const words = new Intl.Segmenter('en', { granularity: 'word' })

function open(file: string): fontkit.Font {
  const font = fontkit.openSync(file)
  if (!('layout' in font)) throw new Error(`${file} is a collection of fonts`)
  return font
}

/** The width of a line in drawing units: the sum of its characters' advances, a little wide where letters kern. */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  let sum = 0
  for (const character of text) sum += advanceOf(character, weight)
  return sum * size
}

/** In ems. A character the font doesn't have is as wide as its box. */
function advanceOf(character: string, weight: Weight): number {
  const known = advances[weight].get(character)
  if (known !== undefined) return known
  const font = fonts[weight]
  const advance = font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm
  if (advances[weight].size >= mostRemembered) advances[weight].clear()
  advances[weight].set(character, advance)
  return advance
}

/**
 * The text as lines that fit, broken between words; what is left over ends in "…", cut between words where that
 * loses less than a quarter of the line, never inside a character.
 */
export function linesOf(
  text: string,
  size: number,
  weight: Weight,
  width: number,
  most: number,
): readonly string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (rest !== '' && lines.length < most) {
    if (widthOf(rest, size, weight) <= width) return [...lines, rest]
    if (lines.length === most - 1) return [...lines, shortened(rest, size, weight, width)]
    const line = fitting(rest, size, weight, width, words) || fitting(rest, size, weight, width, graphemes)
    lines.push(line.trim())
    rest = rest.slice(line.length).trim()
  }
  return lines
}

/** The text on one line, ending in "…" where it doesn't fit. */
export function shortened(text: string, size: number, weight: Weight, width: number): string {
  if (widthOf(text, size, weight) <= width) return text
  const room = width - widthOf('…', size, weight)
  const byWord = fitting(text, size, weight, room, words).trimEnd()
  const isLong = widthOf(byWord, size, weight) >= 0.75 * width
  return `${isLong ? byWord : fitting(text, size, weight, room, graphemes).trimEnd()}…`
}

/** The longest beginning of whole segments that fits; at least one, so that nothing waits for ever. */
function fitting(text: string, size: number, weight: Weight, width: number, by: Intl.Segmenter): string {
  let [end, used] = [0, 0]
  for (const { segment } of by.segment(text)) {
    used += widthOf(segment, size, weight)
    if (used > width && end > 0 && !/^\s+$/.test(segment)) break
    if (used > width && end === 0) return by === graphemes ? segment : ''
    end += segment.length
  }
  return text.slice(0, end)
}

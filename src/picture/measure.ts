import * as fontkit from 'fontkit'
import { fontFiles } from './fonts.ts'

type Weight = 400 | 600

/** How a line of text looks and how much room it has, in drawing units. */
export interface Line {
  readonly size: number
  readonly weight: Weight
  readonly width: number
}

const fonts = { 400: open(fontFiles[400]), 600: open(fontFiles[600]) }
const advances: Record<Weight, Map<string, number>> = { 400: new Map(), 600: new Map() }
const mostRemembered = 5000

/** Cuts text into what a reader takes for one character. */
export const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
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

/** The text as lines that fit, broken between words; what is left over ends in "…". */
export function linesOf(text: string, line: Line, most: number): readonly string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (rest !== '' && lines.length < most) {
    if (lines.length === most - 1) return [...lines, shortened(rest, line)]
    const beginning = fitting(rest, piecesOf(rest), line) || fitting(rest, charactersOf(rest), line)
    // A character wider than the line gets it all the same: whatever the text, every line takes something off it.
    const taken = beginning === '' ? [...rest].slice(0, 1).join('') : beginning
    lines.push(taken.trim())
    rest = rest.slice(taken.length).trim()
  }
  return lines
}

/**
 * The text on one line, ending in "…" where it doesn't fit: cut between words where that loses less than a quarter
 * of the line, else between characters.
 */
export function shortened(text: string, line: Line): string {
  const { size, weight, width } = line
  if (widthOf(text, size, weight) <= width) return text
  const room = { ...line, width: width - widthOf('…', size, weight) }
  const byWord = fitting(text, piecesOf(text), room).trimEnd()
  const isLong = widthOf(byWord, size, weight) >= 0.75 * width
  return `${isLong ? byWord : fitting(text, charactersOf(text), room).trimEnd()}…`
}

/** The longest beginning of whole pieces that fits. The space at its end may hang over. */
function fitting(text: string, pieces: Iterable<string>, { size, weight, width }: Line): string {
  let [end, used] = [0, 0]
  for (const piece of pieces) {
    if (used + widthOf(piece.trimEnd(), size, weight) > width) break
    used += widthOf(piece, size, weight)
    end += piece.length
  }
  return text.slice(0, end)
}

function* charactersOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment
}

/** What must stay on one line: a word with the space and the punctuation that belong to it. */
function* piecesOf(text: string): Iterable<string> {
  let piece = ''
  for (const { segment } of words.segment(text)) {
    if (piece !== '' && mayBreak(piece, segment)) {
      yield piece
      piece = ''
    }
    piece += segment
  }
  yield piece
}

const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]'
const endsIdeographic = new RegExp(`${ideograph}[\\p{Pe}\\p{Pf}\\p{Po}]*$`, 'u')
const startsIdeographic = new RegExp(`^${ideograph}`, 'u')

/** Whether a line may end between the two: never before closing or after opening punctuation. */
function mayBreak(before: string, after: string): boolean {
  if (/\s$/.test(before)) return !/^\s/.test(after)
  if (/^\s/.test(after) || /^[\p{Pe}\p{Pf}\p{Po}]/u.test(after) || /[\p{Ps}\p{Pi}]$/u.test(before))
    return false
  if (/[-–—/]$/.test(before)) return /^\p{L}/u.test(after)
  return endsIdeographic.test(before) || startsIdeographic.test(after)
}

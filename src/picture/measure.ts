import type { Weight } from './text/fonts.ts'
import { graphemes, type Han, hanOf } from './text/runs.ts'
import { shape, unitsPerEm } from './text/shape.ts'

/** The look of a line of text and its maximum width in drawing units. */
export interface Line {
  readonly size: number
  readonly weight: Weight
  readonly width: number
}

const words = new Intl.Segmenter('en', { granularity: 'word' })

/** The width of a drawn line, in drawing units. */
export function widthOf(text: string, size: number, weight: Weight = 400): number {
  return (shape(text, { weight }).width * size) / unitsPerEm
}

/** The text as lines that fit, broken between words; the last line ends in "…" if the text is longer. */
export function linesOf(text: string, line: Line, max: number): readonly string[] {
  const measured = { ...line, han: hanOf(text) }
  const lines: string[] = []
  let rest = text.trim()
  while (rest !== '' && lines.length < max) {
    if (lines.length === max - 1) return [...lines, cut(rest, measured)]
    const beginning =
      fitPieces(rest, piecesOf(rest), measured) || fitPieces(rest, charactersOf(rest), measured)
    // A character wider than the line gets a line nevertheless, so that every iteration shortens the rest.
    const taken = beginning === '' ? [...rest].slice(0, 1).join('') : beginning
    lines.push(taken.trim())
    rest = rest.slice(taken.length).trim()
  }
  return lines
}

/**
 * The text on one line, ending in "…" if it doesn't fit: cut between words if at least three quarters of the line stay
 * filled, otherwise between characters.
 */
export const shorten = (text: string, line: Line): string => cut(text, { ...line, han: hanOf(text) })

interface Measure extends Line {
  readonly han: Han
}

const widthIn = (text: string, { size, weight, han }: Measure): number =>
  (shape(text, { weight, han }).width * size) / unitsPerEm

function cut(text: string, line: Measure): string {
  if (fitPieces(text, piecesOf(text), line) === text) return text
  const room = { ...line, width: line.width - widthIn('…', line) }
  const byWord = fitPieces(text, piecesOf(text), room).trimEnd()
  if (widthIn(byWord, line) >= 0.75 * line.width) return `${byWord}…`
  return `${fitPieces(text, charactersOf(text), room).trimEnd()}…`
}

/**
 * The longest beginning of whole pieces that fits; a trailing space may exceed the width. Pieces are measured one by
 * one until the line is full. Together they can be slightly wider, in which case the last ones are removed again.
 */
function fitPieces(text: string, pieces: Iterable<string>, line: Measure): string {
  const ends = [0]
  let used = 0
  for (const piece of pieces) {
    const [width, before] = [widthIn(piece, line), used]
    used += width
    if (used > line.width && before + widthIn(piece.trimEnd(), line) > line.width) break
    ends.push((ends.at(-1) ?? 0) + piece.length)
  }
  const fits = (end: number) => widthIn(text.slice(0, end).trimEnd(), line) <= line.width
  return text.slice(0, ends.findLast(fits))
}

function* charactersOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment
}

/** The unbreakable pieces of a text: each a word with its space and punctuation. */
function* piecesOf(text: string): Iterable<string> {
  let piece = ''
  for (const segment of segmentsOf(text)) {
    if (piece !== '' && mayBreak(piece, segment)) {
      yield piece
      piece = ''
    }
    piece += segment
  }
  yield piece
}

/** Words, or characters in scripts that are written without spaces. */
function* segmentsOf(text: string): Iterable<string> {
  for (const { segment } of words.segment(text)) {
    if (startsIdeographic.test(segment)) yield* charactersOf(segment)
    else yield segment
  }
}

const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]'
const endsIdeographic = new RegExp(`${ideograph}[\\p{Pe}\\p{Pf}\\p{Po}]*$`, 'u')
const startsIdeographic = new RegExp(`^${ideograph}`, 'u')
/** Small kana and marks that lengthen or repeat the previous character: they never start a line. */
const neverStarts = /^[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々ゝゞヽヾ]/u

/** Whether a line may be broken between the two: never before closing or after opening punctuation. */
function mayBreak(before: string, after: string): boolean {
  if (/\s$/.test(before)) return !/^\s/.test(after)
  if (neverStarts.test(after)) return false
  if (/^\s/.test(after) || /^[\p{Pe}\p{Pf}\p{Po}]/u.test(after) || /[\p{Ps}\p{Pi}]$/u.test(before))
    return false
  if (/[-–—/]$/.test(before)) return /^\p{L}/u.test(after)
  return endsIdeographic.test(before) || startsIdeographic.test(after)
}

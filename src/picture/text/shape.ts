import type * as fontkit from 'fontkit'
import { type Direction, levelsOf, mirror, toVisualOrder } from './direction.ts'
import { type Face, fontOf, type Weight } from './fonts.ts'
import { type Han, hanOf, splitIntoRuns } from './runs.ts'

/** All fonts' lengths are brought to this: positions and widths count 1/2048 em. */
export const unitsPerEm = 2048

/** One shape of a font, to be drawn with its origin at `x`, `y` (upwards) from where the line begins. */
export interface PlacedGlyph {
  /** Nothing for the box of a character that no font has. */
  readonly face: Face | undefined
  readonly id: number
  readonly x: number
  readonly y: number
}

/** A line of text as it is drawn, from left to right, in units of 1/2048 em. */
export interface Shaped {
  readonly width: number
  readonly glyphs: readonly PlacedGlyph[]
}

/** What a character is drawn as that no font has. */
export const missingBox = { advance: 1230, left: 140, right: 1090, top: 1490, stroke: 130 }

interface ShapeOptions {
  readonly weight: Weight
  /** Of the line as a whole; what is in it keeps its own. */
  readonly direction?: Direction
  /** As in the text that this one is cut from. */
  readonly han?: Han
}

/**
 * A line of text as glyphs: each script in its font, joined and reordered as it is written. The same for measuring
 * and for drawing, and remembered for a while.
 */
export function shape(text: string, { weight, direction = 'ltr', han = hanOf(text) }: ShapeOptions): Shaped {
  const key = `${weight} ${direction} ${han} ${text}`
  return lines.get(key) ?? lines.keep(key, layOut(compose(text), { weight, direction, han }))
}

interface Piece {
  readonly face: Face | undefined
  readonly text: string
  readonly level: number
}

function layOut(text: string, options: Required<ShapeOptions>): Shaped {
  const pieces = toVisualOrder(piecesOf(text, options))
  const glyphs: PlacedGlyph[] = []
  let width = 0
  for (const piece of pieces) {
    const shaped = shapePiece(piece)
    for (const glyph of shaped.glyphs) glyphs.push({ ...glyph, x: glyph.x + width })
    width += shaped.width
  }
  return { width, glyphs }
}

/** Nothing to see and nothing that its neighbours look different for: soft hyphens, marks of direction, fillers. */
const ignorable =
  /[\p{Default_Ignorable_Code_Point}--[\u200c\u200d\p{Variation_Selector}\u{e0020}-\u{e007f}]]/gv
/** What comes out of PDF files as one character: Latin ligatures, and Arabic letters as they are drawn in a word. */
const presentationForms = /[\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc]/g

/**
 * Letters in their composed form, which more fonts have. fontkit 2.0.4 remembers of a glyph the character that it
 * first stood for, and goes by that: one that shares its glyph with another would hide or unjoin it ever after. So
 * none of those may reach it.
 */
const compose = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(presentationForms, (form) => form.normalize('NFKC'))
    .replace(ignorable, '')

/**
 * What is shaped at once: one font, one direction, and in Inter some words with the space after them, because words
 * come again and again. Its rules reach over a space only where there is a sign beside it: a bracket, a comma, a dash.
 */
function piecesOf(text: string, { weight, direction, han }: Required<ShapeOptions>): readonly Piece[] {
  const levels = levelsOf(text, direction)
  const pieces: Piece[] = []
  for (const { face, start, end } of splitIntoRuns(text, weight, han)) {
    const hasWords = face === `inter-${weight}`
    let from = start
    for (let at = start + 1; at <= end; at++) {
      const endsWord = hasWords && text[at - 1] === ' ' && betweenWords.test(text.slice(at - 2, at + 1))
      if (at < end && !endsWord && levels?.[at] === levels?.[from]) continue
      pieces.push({ face, text: text.slice(from, at), level: levels?.[from] ?? 0 })
      from = at
    }
  }
  return pieces
}

const betweenWords = /[\p{L}\p{N}] [\p{L}\p{N}]/u

function shapePiece({ face, text, level }: Piece): Shaped {
  if (face === undefined)
    return { width: missingBox.advance, glyphs: [{ face: undefined, id: 0, x: 0, y: 0 }] }
  const key = `${face} ${level % 2} ${text}`
  return words.get(key) ?? words.keep(key, shapeWith(face, text, level))
}

function shapeWith(face: Face, piece: string, level: number): Shaped {
  const font = fontOf(face)
  const text = dropUnknownJoiners(piece, font)
  const run = level % 2 === 1 ? glyphsOf(font, mirror(text), 'rtl') : glyphsOf(font, text, 'ltr')
  const scale = unitsPerEm / font.unitsPerEm
  const glyphs: PlacedGlyph[] = []
  let [x, y] = [0, 0]
  for (const [i, { id }] of run.glyphs.entries()) {
    const position = run.positions[i]
    if (position === undefined) continue
    // A font's first glyph says that it has none; the fonts disagree on how that looks.
    const isMissing = id === 0
    glyphs.push({
      face: isMissing ? undefined : face,
      id,
      x: x + position.xOffset * scale,
      y: y + position.yOffset * scale,
    })
    x += isMissing ? missingBox.advance : position.xAdvance * scale
    y += position.yAdvance * scale
  }
  return { width: x, glyphs }
}

/** Without the joiners that the font doesn't have, which it would take for missing characters. */
const dropUnknownJoiners = (text: string, font: fontkit.Font): string =>
  text.replace(/\u200c|\u200d|[\u{e0020}-\u{e007f}]/gu, (joiner) =>
    font.hasGlyphForCodePoint(joiner.codePointAt(0) ?? 0) ? joiner : '',
  )

function glyphsOf(font: fontkit.Font, text: string, direction: Direction): fontkit.GlyphRun {
  const layOutWith = (features?: Record<string, boolean>) =>
    font.layout(text, features, undefined, undefined, direction)
  try {
    return layOutWith()
  } catch {
    // fontkit 2.0.4 trips over a mark that has no place on what is before it; then marks stand where they are drawn.
    return layOutWith({ mark: false, mkmk: false })
  }
}

/** At most so many glyphs are remembered, about 100 bytes each. */
const maxGlyphs = 50_000

/** Forgets everything when it holds too much; a picture's texts are shaped again in a millisecond. */
function createGlyphCache() {
  const known = new Map<string, Shaped>()
  let glyphCount = 0
  return {
    get: (key: string) => known.get(key),
    keep(key: string, shaped: Shaped): Shaped {
      const size = shaped.glyphs.length + 1
      if (glyphCount + size > maxGlyphs) {
        known.clear()
        glyphCount = 0
      }
      glyphCount += size
      known.set(key, shaped)
      return shaped
    },
  }
}

const lines = createGlyphCache()
const words = createGlyphCache()

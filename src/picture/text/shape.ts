import type * as fontkit from 'fontkit'
import { type Direction, levelsOf, mirror, toVisualOrder } from './direction.ts'
import { type Face, fontOf, type Weight } from './fonts.ts'
import { type Han, hanOf, splitIntoRuns } from './runs.ts'

/** Lengths of all fonts are scaled to this: positions and widths are in 1/2048 em. */
export const unitsPerEm = 2048

/** One glyph of a font, drawn with its origin at `x`, `y` (upwards) from the start of the line. */
export interface PlacedGlyph {
  /** `undefined` for the box of a character that no font has. */
  readonly face: Face | undefined
  readonly id: number
  readonly x: number
  readonly y: number
}

/** A shaped line of text, glyphs from left to right, in 1/2048 em. */
export interface Shaped {
  readonly width: number
  readonly glyphs: readonly PlacedGlyph[]
}

/** The box that is drawn for a character that no font has, in 1/2048 em. */
export const missingBox = { advance: 1230, left: 140, right: 1090, top: 1490, stroke: 130 }

interface ShapeOptions {
  readonly weight: Weight
  /** The base direction of the line; runs in it keep their own. */
  readonly direction?: Direction
  /** The form of the text that this line is cut from. */
  readonly han?: Han
}

/**
 * Shapes a line of text: each script in its font, with joined letters and in visual order. Measuring and drawing use
 * the same result, which is cached.
 */
export function shape(text: string, { weight, direction = 'ltr', han = hanOf(text) }: ShapeOptions): Shaped {
  const key = `${weight} ${direction} ${han} ${text}`
  return lines.get(key) ?? lines.add(key, layOut(compose(text), { weight, direction, han }))
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

/** Invisible characters that don't change their neighbours: soft hyphens, direction marks, fillers. */
const ignorable =
  /[\p{Default_Ignorable_Code_Point}--[\u200c\u200d\p{Variation_Selector}\u{e0020}-\u{e007f}]]/gv
/** Presentation forms, which text copied from PDFs contains: Latin ligatures, and Arabic letters in joined form. */
const presentationForms = /[\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc]/g

/**
 * The text in composed form, which more fonts have, without presentation forms and ignorable characters. fontkit 2.0.4
 * stores with each glyph the character it was first used for and shapes by it: of two characters with the same glyph,
 * one would hide or unjoin the other from then on. So such characters must not reach it.
 */
const compose = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(presentationForms, (form) => form.normalize('NFKC'))
    .replace(ignorable, '')

/**
 * Splits the text into pieces that are shaped at once: one font, one direction, and in Inter single words with their
 * space, because words recur. Inter's rules only reach across a space next to a sign such as a bracket, comma or dash.
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
  return words.get(key) ?? words.add(key, shapeWith(face, text, level))
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
    // Glyph 0 means that the font lacks the character; it looks different in every font.
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

/** The text without joiners that the font lacks, which would be drawn as missing characters. */
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
    // fontkit 2.0.4 throws if a mark has no anchor on the character before it; without these features it doesn't.
    return layOutWith({ mark: false, mkmk: false })
  }
}

/** Maximum number of cached glyphs, about 100 bytes each. */
const maxGlyphs = 50_000

/** A cache that is cleared when it is full; the texts of a picture are shaped again in a millisecond. */
function createGlyphCache() {
  const cached = new Map<string, Shaped>()
  let glyphCount = 0
  return {
    get: (key: string) => cached.get(key),
    add(key: string, shaped: Shaped): Shaped {
      const size = shaped.glyphs.length + 1
      if (glyphCount + size > maxGlyphs) {
        cached.clear()
        glyphCount = 0
      }
      glyphCount += size
      cached.set(key, shaped)
      return shaped
    },
  }
}

const lines = createGlyphCache()
const words = createGlyphCache()

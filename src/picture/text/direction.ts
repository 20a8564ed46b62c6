import bidiFactory from 'bidi-js/dist/bidi.mjs'

export type Direction = 'ltr' | 'rtl'

const bidi = bidiFactory()

/** Characters that can require reordering: letters, digits and marks of right-to-left scripts. */
const rightToLeftPattern = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether any character runs from right to left. */
export const hasRightToLeft = (text: string): boolean => rightToLeftPattern.test(text)

/** The direction of the first strong character; left to right without one. */
export function directionOf(text: string): Direction {
  if (!hasRightToLeft(text)) return 'ltr'
  const [paragraph] = bidi.getEmbeddingLevels(replaceAstral(text), 'auto').paragraphs
  return paragraph?.level === 1 ? 'rtl' : 'ltr'
}

/**
 * The embedding levels of the Unicode Bidirectional Algorithm (UAX 9), one per UTF-16 unit: even ones run from left to
 * right, odd ones from right to left. `undefined` if all are even and equal.
 */
export function levelsOf(text: string, base: Direction): Uint8Array | undefined {
  if (base === 'ltr' && !hasRightToLeft(text)) return undefined
  return bidi.getEmbeddingLevels(replaceAstral(text), base).levels
}

const astral = /[\u{10000}-\u{10ffff}]/gu

/** bidi-js treats surrogates as Latin letters, so each pair is replaced by two characters of its own direction. */
const replaceAstral = (text: string): string =>
  text.replace(astral, (character) => {
    if (hasRightToLeft(character)) return 'אא'
    return /[\p{L}\p{N}]/u.test(character) ? 'aa' : '☆☆'
  })

/** Replaces brackets and similar characters by their mirror images, for right-to-left text. */
export const mirror = (text: string): string =>
  [...text].map((character) => bidi.getMirroredCharacter(character) ?? character).join('')

/**
 * The pieces in visual order, from left to right (UAX 9, rule L2): from the highest level down, every sequence at that
 * level or above is reversed.
 */
export function toVisualOrder<Piece extends { readonly level: number }>(
  pieces: readonly Piece[],
): readonly Piece[] {
  const order = [...pieces]
  const levels = pieces.map(({ level }) => level)
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    let start = 0
    while (start < order.length) {
      let end = start
      while ((order[end]?.level ?? -1) >= level) end++
      order.splice(start, end - start, ...order.slice(start, end).reverse())
      start = end + 1
    }
  }
  return order
}

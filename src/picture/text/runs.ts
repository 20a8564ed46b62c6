import { type Face, familyOf, fontOf, type Weight } from './fonts.ts'

/** Splits text into user-perceived characters. */
export const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A stretch of text in one font, or one character that no font has and that is drawn as a box. */
export interface Run {
  readonly face: Face | undefined
  /** `start` and `end` are UTF-16 offsets in the whole text. */
  readonly start: number
  readonly end: number
}

const plain = /^[ -~\u00a0-\u024f–—‘’“”…·]*$/
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const interLetters = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
/** Includes punctuation that these scripts share, such as the ideographic full stop. */
const ideographic = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}]/u
const scripts: readonly (readonly [RegExp, Face])[] = [
  [/^\p{Script=Hangul}/u, 'noto-sans-kr-500'],
  [/^\p{scx=Arabic}/u, 'noto-sans-arabic-500'],
  [/^\p{scx=Hebrew}/u, 'noto-sans-hebrew-500'],
  [/^\p{scx=Devanagari}/u, 'noto-sans-devanagari-500'],
]
/** Characters shown as emoji unless U+FE0E requests text. */
const emoji = /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)(?!\ufe0e)/u
/** Joiners, variation selectors and similar, which change their neighbours and are invisible themselves. */
const invisible = /^\p{Default_Ignorable_Code_Point}/u
const shared = /^[\p{Script=Common}\p{Script=Inherited}]/u

/** The regional form of Han characters. */
export type Han = 'chinese' | 'japanese'

/** Japanese if the text has kana, otherwise Chinese. A part of a text uses the form of the whole. */
export const hanOf = (text: string): Han => (kana.test(text) ? 'japanese' : 'chinese')

const hanFaces: Readonly<Record<Han, readonly Face[]>> = {
  chinese: ['noto-sans-sc-500', 'noto-sans-jp-500'],
  japanese: ['noto-sans-jp-500', 'noto-sans-sc-500'],
}

/**
 * Splits text into stretches of one font each, by script (docs/grid.md 4). Spaces use the font before them, except
 * after emoji, whose space is very wide.
 */
export function splitIntoRuns(text: string, weight: Weight, han: Han): readonly Run[] {
  const inter: Face = `inter-${weight}`
  if (plain.test(text)) return text === '' ? [] : [{ face: inter, start: 0, end: text.length }]
  const choice = { inter, hanFaces: hanFaces[han] }
  const runs: Run[] = []
  for (const { segment, index } of graphemes.segment(text)) {
    const before = runs.at(-1)
    const face = faceFor(segment, before?.face, choice)
    const end = index + segment.length
    if (before !== undefined && face !== undefined && before.face === face)
      runs[runs.length - 1] = { ...before, end }
    else runs.push({ face, start: index, end })
  }
  return runs
}

interface Choice {
  readonly inter: Face
  readonly hanFaces: readonly Face[]
}

/** The first candidate font that has the character; `undefined` if none does. */
function faceFor(segment: string, before: Face | undefined, choice: Choice): Face | undefined {
  if (invisible.test(segment)) return before ?? choice.inter
  if (/^\s/.test(segment)) return before === undefined || before === 'noto-emoji-400' ? choice.inter : before
  return candidates(segment, choice).find((face) =>
    fontOf(face).hasGlyphForCodePoint(segment.codePointAt(0) ?? 0),
  )
}

/** Fonts that may have the character. Kept short, because each font but Inter is only opened on first use. */
function candidates(segment: string, { inter, hanFaces }: Choice): readonly Face[] {
  if (emoji.test(segment)) return ['noto-emoji-400', inter]
  if (interLetters.test(segment)) return [inter, ...hanFaces]
  const found = scripts.find(([pattern]) => pattern.test(segment))?.[1]
  if (!shared.test(segment)) return ideographic.test(segment) ? hanFaces : found === undefined ? [] : [found]
  // Control characters and the replacement character are drawn as boxes.
  if (/^[\p{Cc}\ufffd]/u.test(segment)) return []
  if (found !== undefined) return [found, inter]
  return [inter, ...(ideographic.test(segment) ? [] : symbols), ...hanFaces]
}

const symbols: readonly Face[] = ['noto-emoji-400']

/** The families of a text as a style sheet lists them, Inter first, for browsers, which do their own layout. */
export function familiesOf(text: string): string {
  const faces = splitIntoRuns(text, 400, hanOf(text)).flatMap(({ face }) =>
    face === undefined ? [] : [face],
  )
  const families = [...new Set(['Inter', ...faces.map(familyOf)])]
  return families.length === 1 ? 'Inter' : [...families, 'sans-serif'].join(', ')
}

/** The Han form of a whole text, derived from the families of a line; `undefined` if they don't determine it. */
export const hanIn = (families: string): Han | undefined =>
  families.includes(familyOf('noto-sans-jp-500')) ? 'japanese' : undefined

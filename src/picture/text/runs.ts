import { type Face, familyOf, fontOf, type Weight } from './fonts.ts'

/** Cuts text into what a reader takes for one character. */
export const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A stretch of text in one font; without a font, one character that none has and that is drawn as a box. */
export interface Run {
  readonly face: Face | undefined
  /** In UTF-16 units of the whole text. */
  readonly start: number
  readonly end: number
}

const plain = /^[ -~\u00a0-\u024f–—‘’“”…·]*$/
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const interLetters = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
/** Punctuation that several scripts share counts as theirs: a Japanese full stop, an Arabic comma. */
const ideographic = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}]/u
const scripts: readonly (readonly [RegExp, Face])[] = [
  [/^\p{Script=Hangul}/u, 'noto-sans-kr-500'],
  [/^\p{scx=Arabic}/u, 'noto-sans-arabic-500'],
  [/^\p{scx=Hebrew}/u, 'noto-sans-hebrew-500'],
  [/^\p{scx=Devanagari}/u, 'noto-sans-devanagari-500'],
]
/** Shown as a picture unless text is asked for (U+FE0E). */
const emoji = /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)(?!\ufe0e)/u
/** Joiners, selectors and the like, which are part of how their neighbours look and show nothing themselves. */
const invisible = /^\p{Default_Ignorable_Code_Point}/u
const shared = /^[\p{Script=Common}\p{Script=Inherited}]/u

/** Which country's shapes Han characters have. */
export type Han = 'chinese' | 'japanese'

/** Japanese where there is kana, else Chinese. What is cut from a text keeps that of the whole. */
export const hanOf = (text: string): Han => (kana.test(text) ? 'japanese' : 'chinese')

const hanFaces: Readonly<Record<Han, readonly Face[]>> = {
  chinese: ['noto-sans-sc-500', 'noto-sans-jp-500'],
  japanese: ['noto-sans-jp-500', 'noto-sans-sc-500'],
}

/**
 * The text in stretches of one font each, by script (docs/grid.md 4). Spaces stay with the font before them, except after
 * emoji, whose space is very wide.
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

/** The first of the fonts that this character may be set in that has it. */
function faceFor(segment: string, before: Face | undefined, choice: Choice): Face | undefined {
  if (invisible.test(segment)) return before ?? choice.inter
  if (/^\s/.test(segment)) return before === undefined || before === 'noto-emoji-400' ? choice.inter : before
  return candidates(segment, choice).find((face) =>
    fontOf(face).hasGlyphForCodePoint(segment.codePointAt(0) ?? 0),
  )
}

/** Not more than may have it: each font but Inter is opened only when one of its characters is met. */
function candidates(segment: string, { inter, hanFaces }: Choice): readonly Face[] {
  if (emoji.test(segment)) return ['noto-emoji-400', inter]
  if (interLetters.test(segment)) return [inter, ...hanFaces]
  const found = scripts.find(([pattern]) => pattern.test(segment))?.[1]
  if (!shared.test(segment)) return ideographic.test(segment) ? hanFaces : found === undefined ? [] : [found]
  // Neither a control character nor the replacement character has a look of its own: they are boxes.
  if (/^[\p{Cc}\ufffd]/u.test(segment)) return []
  if (found !== undefined) return [found, inter]
  return [inter, ...(ideographic.test(segment) ? [] : symbols), ...hanFaces]
}

const symbols: readonly Face[] = ['noto-emoji-400']

/** The families of a text as a style sheet lists them, Inter first, for a browser that lays it out by itself. */
export function familiesOf(text: string): string {
  const faces = splitIntoRuns(text, 400, hanOf(text)).flatMap(({ face }) =>
    face === undefined ? [] : [face],
  )
  const families = [...new Set(['Inter', ...faces.map(familyOf)])]
  return families.length === 1 ? 'Inter' : [...families, 'sans-serif'].join(', ')
}

/** What a line's families tell about the longer text that it is cut from. */
export const hanIn = (families: string): Han | undefined =>
  families.includes(familyOf('noto-sans-jp-500')) ? 'japanese' : undefined

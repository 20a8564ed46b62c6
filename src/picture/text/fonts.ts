import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fontkit from 'fontkit'

/** Inter has two weights; every other family has one, which stands in for both. */
export type Weight = 400 | 600

/** The font files that pictures are drawn with, by their family's name; never those of the machine. */
const families = {
  'inter-400': 'Inter',
  'inter-600': 'Inter',
  'noto-sans-sc-500': 'Noto Sans SC',
  'noto-sans-jp-500': 'Noto Sans JP',
  'noto-sans-kr-500': 'Noto Sans KR',
  'noto-sans-arabic-500': 'Noto Sans Arabic',
  'noto-sans-hebrew-500': 'Noto Sans Hebrew',
  'noto-sans-devanagari-500': 'Noto Sans Devanagari',
  'noto-emoji-400': 'Noto Emoji',
} as const

/** One font file. font-files/PROVENANCE.md says where each is from. */
export type Face = keyof typeof families

/** As a style sheet names it. */
export const familyOf = (face: Face): string => families[face]

const fileOf = (face: Face): string => join(import.meta.dirname, '..', 'font-files', `${face}.ttf`)

/** The files of the family that pages are set in. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  400: fileOf('inter-400'),
  600: fileOf('inter-600'),
}

const files = new Map<Face, Buffer>()
const opened = new Map<Face, fontkit.Font>()

/** The font of a face, read when it is first asked for: a CJK one takes about 20 ms and 10 MB. */
export function fontOf(face: Face): fontkit.Font {
  const known = opened.get(face)
  if (known !== undefined) return known
  const bytes = files.get(face) ?? readFileSync(fileOf(face))
  const font = fontkit.create(bytes)
  if (!('layout' in font)) throw new Error(`${face} is a collection of fonts`)
  files.set(face, bytes)
  opened.set(face, font)
  return font
}

/** Forgets what has been worked out from the fonts, all the outlines among it, which they would keep for good. */
export function closeFonts(): void {
  opened.clear()
}

/** The faces that have been read. */
export const facesRead = (): readonly Face[] => [...files.keys()]

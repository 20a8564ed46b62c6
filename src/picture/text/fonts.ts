import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as fontkit from 'fontkit'

/** Inter has two weights; every other family has one, which is used for both. */
export type Weight = 400 | 600

/** The font files of pictures with their family names. Fonts of the machine are never used. */
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

/** One font file. Their origins are in font-files/PROVENANCE.md. */
export type Face = keyof typeof families

/** The family name for a style sheet. */
export const familyOf = (face: Face): string => families[face]

const fileOf = (face: Face): string => join(import.meta.dirname, '..', 'font-files', `${face}.ttf`)

/** The files of Inter. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  400: fileOf('inter-400'),
  600: fileOf('inter-600'),
}

const require = createRequire(import.meta.url)
const files = new Map<Face, Buffer>()
const opened = new Map<Face, fontkit.Font>()

/** The font of a face, read on first use: a CJK font takes about 20 ms and 10 MB. */
export function fontOf(face: Face): fontkit.Font {
  const known = opened.get(face)
  if (known !== undefined) return known
  const bytes = files.get(face) ?? readFileSync(fileOf(face))
  // fontkit takes 10 MB, so it is loaded with the first font; what needs it can't wait for an import.
  const { create }: typeof fontkit = require('fontkit')
  const font = create(bytes)
  if (!('layout' in font)) throw new Error(`${face} is a collection of fonts`)
  files.set(face, bytes)
  opened.set(face, font)
  return font
}

/** Drops everything computed from the fonts, among it all outlines, which open fonts keep forever. */
export function closeFonts(): void {
  opened.clear()
}

/** The faces read so far. */
export const facesRead = (): readonly Face[] => [...files.keys()]

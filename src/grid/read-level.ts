import type { Axis, Level } from './axes.ts'
import { levels } from './axes.ts'

/** A level as people type it, or that they can't say. */
export type TypedLevel = Level | 'unsure'

const minLetters = 3
/** Other spellings of how names begin, as people write them. */
const others: Readonly<Record<string, string>> = { avg: 'average', behaviour: 'behavior' }

/**
 * Reads a level of an axis: its number, its name in any case, or the beginning of its name from three letters on:
 * `1`, `Behaviorist science`, `beh`, `worst-case`; or `unsure`.
 *
 * @returns `undefined` for anything else.
 */
export function readLevel(axis: Axis, text: string): TypedLevel | undefined {
  const typed = lettersIn(text)
  if (typed === 'unsure') return 'unsure'
  if (/^[0-2]$/.test(typed)) return levels[Number(typed)]
  if (typed.length < minLetters) return undefined
  const [other] = Object.keys(others).filter((word) => typed.startsWith(word))
  const meant = other === undefined ? typed : `${others[other]}${typed.slice(other.length)}`
  return levels.find((level) => lettersIn(axis.levels[level]).startsWith(meant))
}

/** In lower case, without spaces and punctuation. */
const lettersIn = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

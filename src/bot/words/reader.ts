import type { Token } from './tokens.ts'
import type { Option, Vocabulary } from './vocabulary.ts'

/** A typed text while its options are read. */
export interface Reader {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly vocabulary: Vocabulary
  /** The option that begins at a token; `undefined` if none does. */
  readonly at: (index: number) => Found | undefined
  /** The first index, from another on, of a token that begins an option: with or without wishes for privacy. */
  readonly endOfWords: (from: number) => number
  readonly endOfText: (from: number) => number
  /** The same in a rule, whose words may be names of options elsewhere. */
  readonly endOfRule: (from: number) => number
  /** The first index, from another on, of an option that is written with `:`. */
  readonly endOfNote: (from: number) => number
  /** The first index, from another on, behind all names of an option. */
  readonly behindNames: (option: Option) => (from: number) => number
  /** The first index, from another on, of a word that only times have. */
  readonly nextTimeWord: (from: number) => number
}

/** An option with its value, and the tokens that say so. */
export interface Found {
  readonly option: Option
  readonly value: string
  /** The indexes of its first token and of the first one after it. */
  readonly start: number
  readonly next: number
  /** Whether its form is opened all the same. */
  readonly isDoubtful?: boolean
}

/** @returns `undefined` without a value. */
export const found = (
  option: Option,
  value: string | undefined,
  start: number,
  next: number,
): Found | undefined => (value === undefined ? undefined : { option, value, start, next })

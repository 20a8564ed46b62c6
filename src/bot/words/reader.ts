import type { Token } from './tokens.ts'
import type { Option, Vocabulary } from './vocabulary.ts'

/** A typed text while its options are read. */
export interface Reader {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly vocabulary: Vocabulary
  /** The option that begins at a token; `undefined` if none does. */
  readonly at: (index: number) => Found | undefined
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

import { guessOf } from './privacy.ts'
import type { Found, Reader } from './reader.ts'

/** The result of reading the words behind a command: options, and the indexes of the tokens that none of them takes. */
export interface Reading {
  readonly found: readonly Found[]
  readonly left: readonly number[]
  /** Whether the form is opened, although everything was understood. */
  readonly isDoubtful: boolean
}

export const nothing: Reading = { found: [], left: [], isDoubtful: false }

/** Two parts of one text. */
export const join = (one: Reading, other: Reading): Reading => ({
  found: [...one.found, ...other.found],
  left: [...one.left, ...other.left],
  isDoubtful: one.isDoubtful || other.isDoubtful,
})

/** Tokens that follow each other, by their indexes. */
export function runsOf(indexes: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = []
  for (const index of indexes.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last !== undefined && last.at(-1) === index - 1) last.push(index)
    else runs.push([index])
  }
  return runs
}

/** The options that misspelt words stand for; their words are left. */
export const guessesIn = (reader: Reader, left: readonly number[]): readonly Found[] =>
  left.flatMap((index) => {
    const token = reader.tokens[index]
    const guess = token && guessOf(reader.vocabulary, token)
    return guess ? [{ ...guess, start: index, next: index + 1 }] : []
  })

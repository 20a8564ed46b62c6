import type { Span } from './view.ts'

/** The form that agrees with a number: "1 of 5 says", "3 of 5 say"; "it" for one, "them" for more. */
export const agree = (count: number, one: string, many: string): string => (count === 1 ? one : many)

/** "1 vote", "2 votes" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${agree(count, one, many)}`

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** "Ada", "Ada and Ben", "Ada, Ben and Cleo" */
export const listed = (words: readonly string[]): string => lists.format(words)

/** "Ada", "Ada or Ben", "Ada, Ben or Cleo" */
export const listedAsChoices = (words: readonly string[]): string => alternatives.format(words)

/** Words to type, as alternatives: each an element of its own. */
export const typedAsChoices = (words: readonly string[]): readonly Span[] =>
  asChoices(words, (typed) => ({ typed }))

/** Names in bold, as alternatives. */
export const strongAsChoices = (names: readonly string[]): readonly Span[] =>
  asChoices(names, (strong) => ({ strong }))

const asChoices = (words: readonly string[], toSpan: (word: string) => Span): readonly Span[] =>
  alternatives.formatToParts(words).map(({ type, value }) => (type === 'element' ? toSpan(value) : value))

/** The text with its first letter in upper case. */
export const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A text without its last full stop, for the middle or the end of a sentence. */
export const withoutPeriod = (text: string): string => text.replace(/\.$/, '')

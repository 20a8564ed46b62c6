import { unspaced } from '../poll/index-words.ts'

/** A word of a text, and where it begins and ends in it. */
export interface TextWord {
  /** As {@link fold} writes it. */
  readonly word: string
  readonly from: number
  readonly to: number
}

/** A letter of a script without spaces is a word of its own. */
const words = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const asciiWords = /[a-z0-9]+/gi
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

/** In lower case, without marks, and full-width forms and ligatures as plain letters. */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** The words of a text in their order, without punctuation. */
export const wordsIn = (text: string): readonly TextWord[] =>
  [...text.matchAll(isAscii(text) ? asciiWords : words)].flatMap(({ 0: found, index }) => {
    const word = fold(found)
    return word === '' ? [] : [{ word, from: index, to: index + found.length }]
  })

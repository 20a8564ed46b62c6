import { createHash } from 'node:crypto'
import { type Paper, type PaperId, partsOf } from '../paper/paper.ts'

/** Of one poll, so that no title makes the index large. */
const maxWords = 24
/** In characters. */
const [minLength, maxLength] = [2, 32]

/** Scripts that put no spaces between words, with the mark of a long vowel, which Unicode counts to no script. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30FC]/u
const runs = new RegExp(`${unspaced.source}+|(?:(?!${unspaced.source})[\\p{L}\\p{N}])+`, 'gu')
/** Most titles hold nothing else, and other expressions take ten times as long. */
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

/**
 * The words of a text as the index holds them: in lower case, without marks, at most 32 characters of each. Where a script
 * has no spaces, every two characters that follow each other are a word.
 */
export function foldedWords(text: string): readonly string[] {
  if (isAscii(text))
    return [...new Set(text.toLowerCase().match(/[a-z0-9]+/g))].map((word) => word.slice(0, maxLength))
  const folded = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  return [...new Set((folded.match(runs) ?? []).flatMap(splitRun))]
}

function splitRun(run: string): readonly string[] {
  const letters = [...run]
  if (!unspaced.test(run) || letters.length <= minLength) return [letters.slice(0, maxLength).join('')]
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
}

/** The parts of a paper that words are taken from. */
export type Named = Pick<Paper, 'title' | 'id' | 'authors'>

/** Whether rows lead from a word to polls: one character leads to too many. */
export const isIndexed = (word: string): boolean => word.length >= minLength

/** The words of a paper's title, its id and its authors, in that order, as many as {@link firstWords} leaves. */
export function wordsOf({ title, id, authors }: Named): readonly string[] {
  const named = partsOf(id).kind === 'title' ? '' : id
  return firstWords(foldedWords([title, named, ...authors].join(' ')))
}

/** As many words as the index holds of a poll: at most 24 that rows lead from, and those of one character up to there. */
export function firstWords(words: readonly string[]): readonly string[] {
  const next = words.filter(isIndexed)[maxWords]
  return next === undefined ? words : words.slice(0, words.indexOf(next))
}

/** The authors by whom the paper is found. */
export function foundAuthors(paper: Paper): readonly string[] {
  let count = 0
  while (count < paper.authors.length && countWords(paper, count) < maxWords) count += 1
  return paper.authors.slice(0, count)
}

const countWords = ({ title, id, authors }: Paper, count: number): number =>
  wordsOf({ title, id, authors: authors.slice(0, count) }).filter(isIndexed).length

/** Stands for a paper among the words, as long for every id. No text has this word: it is not of letters and digits alone. */
export const wordOfPaper = (id: PaperId): string =>
  `=${createHash('sha256').update(id).digest('base64url').slice(0, 22)}`

import { trimEndings } from '../../paper/link/trim-link.ts'
import type { Token } from './tokens.ts'

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words that say nothing at the ends of what no option takes. */
const fillers = listOf('please pls thanks now it this that the a one and with as also make poll')
/** The fillers that may follow a time: others are words of times, such as "now" and "a week". */
const politeWords = listOf('please pls thanks and with as also make it poll')
const thanks = listOf('please pls thanks')
/** Words of which no title ends. */
const functionWords = listOf('a an the of to in on be being going and or for with is are')
/** Words that have several meanings where votes are concerned. */
const ambiguousWords = listOf('secret private hidden confidential')

const withoutMark = (key: string): string => trimEndings(key, /[?？]+$/)

/** Whether a token has no meaning by itself, as punctuation. */
export const isFiller = ({ kind, key }: Token): boolean =>
  key === '' || (kind === 'word' && fillers.has(withoutMark(key)))

/** Whether words say nothing: a title may be made of such words, and is written with capitals. */
export const sayNothing = (tokens: readonly Token[]): boolean =>
  tokens.every(isFiller) && !tokens.some((token) => !isPolite(token) && /^\p{Lu}\p{Ll}/u.test(token.text))

/** Whether a token has no meaning behind a time, or around a title. */
export const isPolite = ({ kind, key }: Token): boolean =>
  key === '' || (kind === 'word' && politeWords.has(key))

/** Whether a token has no meaning behind a name or a sentence. */
export const isThanks = ({ kind, key }: Token): boolean => key === '' || (kind === 'word' && thanks.has(key))

export const isFunctionWord = ({ key }: Token): boolean => functionWords.has(key)

/** Whether a word is about privacy, without saying how. */
export const isAmbiguous = ({ kind, key }: Token): boolean =>
  kind !== 'link' && kind !== 'mention' && ambiguousWords.has(withoutMark(key))

/** The tokens without those at the ends that say nothing. */
export function trimTokens(
  tokens: readonly Token[],
  saysNothing: (token: Token) => boolean = isFiller,
): readonly Token[] {
  const first = tokens.findIndex((token) => !saysNothing(token))
  if (first < 0) return []
  return tokens.slice(first, tokens.findLastIndex((token) => !saysNothing(token)) + 1)
}

/** The text from the first to the last of some tokens, with everything between them. */
export function textOf(text: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (first === last) return first.text
  // Quotes and brackets at the ends stay where they have their other half in between.
  return text.slice(isBare(first) ? first.from : first.start, isBare(last) ? last.to : last.end).trim()
}

const isBare = ({ kind }: Token): boolean => kind !== 'quoted'

/** A sentence or title as typed, without separators at its ends. */
export function sentenceOf(text: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first === undefined || last === undefined) return ''
  return trimEndings(text.slice(first.start, last.end), /[\s,;]+$/).replace(/^[\s,;]+/, '')
}

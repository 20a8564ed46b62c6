import { isFunctionWord, isThanks, sentenceOf } from './fillers.ts'
import { isAboutPrivacy } from './privacy.ts'
import { readAround } from './read-around.ts'
import type { Found, Reader } from './reader.ts'
import { join, nothing, type Reading, runsOf } from './reading.ts'
import { negationAt, switchAt } from './switches.ts'
import { isTimeWord } from './time-words.ts'
import type { Token } from './tokens.ts'
import { isLessPrivate, type Option } from './vocabulary.ts'

/** A title of one word before an option is doubtful. */
const minTitleWords = 2

/**
 * Reads an unquoted title with options behind it. Only those with `:` or a mention are certain: a title may hold any
 * word, so a bare word counts at its end alone, and where it may be the title's own, the form is opened.
 */
export function readTitle(reader: Reader, paper: Option): Reading {
  const { tokens, text } = reader
  const cut = tokens.findIndex(({ kind }, at) => {
    const one = reader.at(at)
    return one !== undefined && (kind === 'name' || one.option.kind === 'people')
  })
  const end = cut < 0 ? tokens.length : cut
  const rest = cut < 0 ? nothing : readAround(reader, cut)
  if (cut === 0) return withTitleBehind(reader, paper, rest)
  const wish = wishInFront(reader)
  const behind = wish === undefined ? nothing : readAround(reader, wish.next)
  if (wish !== undefined && behind.left.length > 0)
    return withTitleBehind(reader, paper, join({ ...nothing, found: [wish] }, behind))
  const last = endWithoutThanks(tokens.slice(0, end))
  const options = optionsAtEnd(reader, 0, last)
  const time = timeAtEnd(reader, options.end)
  const near = time === undefined ? nearMissAtEnd(reader, options.end) : undefined
  const titleEnd = time?.start ?? near ?? options.end
  const words = tokens.slice(0, titleEnd)
  const title: Reading = {
    found: [...options.found, ...(time === undefined ? [] : [time])],
    left: near === undefined ? [] : [near],
    isDoubtful: time !== undefined || options.found.some((one) => isDoubtful(reader, one, titleEnd)),
  }
  // With at most one word before them, they may well be the title's own.
  const isShort = words.length < minTitleWords && options.found.length > 0
  const paperWords = sentenceOf(text, isShort ? tokens.slice(0, last) : words)
  const asPaper: Reading = {
    found: paperWords === '' ? [] : [{ option: paper, value: paperWords, start: 0, next: 0 }],
    left: [],
    isDoubtful: false,
  }
  return join(join(title, asPaper), rest)
}

/** `anonymous AI Control`, `blind: …`: a wish for privacy. Titles that begin so have a capital. */
function wishInFront(reader: Reader): Found | undefined {
  const [first] = reader.tokens
  if (first === undefined || /^\p{Lu}/u.test(first.text)) return undefined
  const one =
    first.kind === 'name' ? switchNamed(reader, first) : (switchAt(reader, 0) ?? negationAt(reader, 0, first))
  const isPrivate = one !== undefined && one.option.hint.typing?.morePrivate === one.value
  return isPrivate ? one : undefined
}

function switchNamed({ vocabulary }: Reader, { key }: Token): Found | undefined {
  const { option, value } = vocabulary.switches.get(key) ?? {}
  return option === undefined || value === undefined ? undefined : { option, value, start: 0, next: 1 }
}

/** Options in front of a title: where the title begins is not certain. */
function withTitleBehind({ tokens, text }: Reader, paper: Option, rest: Reading): Reading {
  const { found, left } = rest
  if (found.some(({ option }) => option === paper)) return { ...rest, isDoubtful: true }
  const [first = [], ...others] = runsOf(left)
  const title = sentenceOf(
    text,
    first.flatMap((index) => tokens[index] ?? []),
  )
  const own = title === '' ? [] : [{ option: paper, value: title, start: 0, next: 0 }]
  return { found: [...found, ...own], left: others.flat(), isDoubtful: true }
}

/** Whether a bare option behind a title may be a word of the title. */
function isDoubtful({ tokens }: Reader, { option, value, start, next }: Found, titleEnd: number): boolean {
  const isCapital = tokens.slice(start, next).some(({ text }) => /^\p{Lu}/u.test(text))
  const isLess = isLessPrivate(option, value) || option.hint.typing?.contradicts !== undefined
  const last = tokens[titleEnd - 1]
  return titleEnd < minTitleWords || isCapital || isLess || (last !== undefined && isFunctionWord(last))
}

/** The index behind the last word that isn't a thank-you in small letters. */
const endWithoutThanks = (tokens: readonly Token[]): number =>
  tokens.findLastIndex((token) => !isThanks(token) || /^\p{Lu}/u.test(token.text)) + 1

const joining = new Set(['and', ''])

/** The bare options at the end of some words, with "and" or a comma between them. */
export function optionsAtEnd(reader: Reader, start: number, last: number) {
  const found: Found[] = []
  let end = last
  for (;;) {
    const before =
      optionBefore(reader, start, end) ?? optionBefore(reader, start, withoutJoin(reader, end, found))
    if (before === undefined) return { found, end }
    found.unshift(before)
    end = before.start
  }
}

function withoutJoin({ tokens }: Reader, end: number, found: readonly Found[]): number {
  return found.length > 0 && joining.has(tokens[end - 1]?.key ?? '?') ? end - 1 : end
}

/** The option that ends right before an index. */
function optionBefore(reader: Reader, start: number, end: number): Found | undefined {
  for (let at = Math.max(start, end - 4); at < end; at += 1) {
    const token = reader.tokens[at]
    const one =
      token?.kind === 'name' ? undefined : token && (switchAt(reader, at) ?? negationAt(reader, at, token))
    if (one?.next === end) return one
  }
  return undefined
}

/** `… closes 3d` */
function timeAtEnd(reader: Reader, end: number): Found | undefined {
  const first = reader.tokens.slice(0, end).findLastIndex((token) => !isTimeWord(token))
  for (let at = Math.max(1, first); at < end - 1; at += 1) {
    const token = reader.tokens[at]
    const option = token?.kind === 'word' ? reader.vocabulary.byName.get(token.key) : undefined
    if (option?.kind !== 'time' || option.hint.typing?.onlyWithName || reader.nextTimeWord(at + 1) >= end)
      continue
    return { option, value: sentenceOf(reader.text, reader.tokens.slice(at + 1, end)), start: at, next: end }
  }
  return undefined
}

/** A wish for privacy that is misspelt, or has several meanings, in small letters at the end of a title. */
function nearMissAtEnd({ tokens, vocabulary }: Reader, end: number): number | undefined {
  const token = tokens[end - 1]
  const isLast = token !== undefined && end > 1 && !/^\p{Lu}/u.test(token.text)
  return isLast && isAboutPrivacy(vocabulary, token) ? end - 1 : undefined
}

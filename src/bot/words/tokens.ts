import { trimEndings, trimLink } from '../../paper/link/trim-link.ts'
import { linkIn } from './links.ts'
import { quoteFinder } from './quotes.ts'
import { keyOf } from './vocabulary.ts'

/** One word of a typed text, or words that belong together. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'name' | 'mention' | 'channel' | 'link'
  /** The word without quotes, brackets and closing punctuation. */
  readonly text: string
  /** For comparing; `''` for punctuation by itself. */
  readonly key: string
  /** The offsets in the text: of all of it, and of `text` alone. */
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** The rest of a longer text is one word, so that time grows with its length. */
const maxTokens = 500

const separators = /[\s,;，；、]+/uy
const mention =
  /<(?:@[!&]?[\w:-]+|!subteam\^\w+)(?:\|[^<>]*)?>|@(?!(?:everyone|here|channel)\b)\p{L}[\p{L}\p{N}_'’-]*/uy
const channel = /<#\w+(?:\|[^<>]*)?>|#\p{L}[\p{L}\p{N}_-]*/uy
const wrappedLink = /<https?:\/\/[^<>|\s]+(?:\|[^<>]*)?>/iy
const openers = '(\\[{\\-–—―−'
const name = new RegExp(`[${openers}]{0,4}(?<name>\\p{L}[\\p{L}\\d-]*)\\s*[:=：](?!//)\\s*`, 'uy')
const word = /[^\s,;，；、]+?(?=[\s,;，；、]|<[@#!]|<https?:|$)/uy
const closers = /[.!…)\]}。！）】」』]+$/u
const leading = new RegExp(`^[${openers}]+`, 'u')

/** A text as tokens, in order. @param isName Whether a key is an option's name or one of its values. */
export function toTokens(text: string, isName: (key: string) => boolean): readonly Token[] {
  const tokens: Token[] = []
  const quoteEnd = quoteFinder(text)
  let at = 0
  while (at < text.length) {
    const space = matchAt(separators, text, at)
    if (space !== undefined) {
      at += space[0].length
      continue
    }
    const token =
      tokens.length < maxTokens
        ? tokenAt(text, at, isName, quoteEnd)
        : toToken('word', text, [at, text.length])
    tokens.push(token)
    at = token.end
  }
  return tokens
}

function tokenAt(
  text: string,
  at: number,
  isName: (key: string) => boolean,
  quoteEnd: (at: number) => number | undefined,
): Token {
  return (
    wholeAt('link', wrappedLink, text, at) ??
    wholeAt('mention', mention, text, at) ??
    wholeAt('channel', channel, text, at) ??
    quotedAt(text, at, quoteEnd(at)) ??
    nameAt(text, at, isName) ??
    linkAt(text, at, isName) ??
    wordAt(text, at, isName)
  )
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

/** @param core The offsets of the word without what is around it. */
function toToken(
  kind: Token['kind'],
  text: string,
  [start, end]: readonly [number, number],
  [from, to] = [start, end],
): Token {
  const part = text.slice(from, to)
  return { kind, text: part, key: keyOf(part), start, end, from, to }
}

function wholeAt(kind: Token['kind'], pattern: RegExp, text: string, at: number): Token | undefined {
  const found = matchAt(pattern, text, at)
  return found && toToken(kind, text, [at, at + found[0].length])
}

/** Words in quotes. */
function quotedAt(text: string, at: number, end: number | undefined): Token | undefined {
  if (end === undefined || text.slice(at + 1, end).trim() === '') return undefined
  const rest = /^[.!?)\]}]*/.exec(text.slice(end + 1, end + 20))?.[0].length ?? 0
  return toToken('quoted', text, [at, end + 1 + rest], [at + 1, end])
}

function nameAt(text: string, at: number, isName: (key: string) => boolean): Token | undefined {
  const found = matchAt(name, text, at)
  const words = found?.groups?.name
  if (found === undefined || words === undefined || !isName(keyOf(words))) return undefined
  const from = at + found[0].indexOf(words)
  return toToken('name', text, [at, at + found[0].length], [from, from + words.length])
}

/** A link, or the id of a paper. */
function linkAt(text: string, at: number, isName: (key: string) => boolean): Token | undefined {
  const { from, link } = linkIn(text, at, isName) ?? {}
  if (from === undefined || link === undefined) return undefined
  return toToken('link', text, [at, from + link.length], [from, from + trimLink(link).length])
}

function wordAt(text: string, at: number, isName: (key: string) => boolean): Token {
  const run = matchAt(word, text, at)?.[0] ?? text.slice(at, at + 1)
  const joined = /^(?<left>[\p{L}-]+)[&+](?=.)/u.exec(run)?.groups?.left
  const whole = joined !== undefined && isName(keyOf(joined)) ? joined : run
  const end = at + whole.length
  if (/^[&+]\p{L}/u.test(whole) && isName(keyOf(whole.slice(1)))) return toToken('word', text, [at, at + 1])
  const isClock = /^[ap]\.m\.$/i.test(whole)
  const before = leading.exec(whole)?.[0].length ?? 0
  const after = isClock ? 0 : whole.length - trimEndings(whole, closers).length
  if (before + after >= whole.length)
    return { kind: 'word', text: whole, key: '', start: at, end, from: at, to: end }
  const token = toToken('word', text, [at, end], [at + before, end - after])
  return /^[&+]$/.test(token.text) ? { ...token, key: '' } : token
}

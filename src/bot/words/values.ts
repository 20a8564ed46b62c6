import { isFiller, isPolite, isThanks, sentenceOf, textOf, trimTokens } from './fillers.ts'
import { noteAt } from './note.ts'
import { type Found, found, type Reader } from './reader.ts'
import type { Token } from './tokens.ts'
import type { Option } from './vocabulary.ts'

/** The value of an option behind its name. @param isNamed Whether `:` or `=` follows the name. */
export function valueAt(reader: Reader, option: Option, name: number, isNamed: boolean): Found | undefined {
  const { tokens, text } = reader
  const start = behindNames(reader, option, name + 1)
  const token = tokens[start]
  if (token === undefined) return undefined
  if (token.kind === 'quoted' && option.kind !== 'parts' && option.kind !== 'number')
    return found(option, token.text, name, start + 1)
  switch (option.kind) {
    case 'people':
    case 'places':
    case 'parts':
      return (
        runAt(reader, option, name, start, isNamed) ??
        (isNamed ? namesAt(reader, option, name, start) : undefined)
      )
    case 'number':
      return found(option, /^\d+$/.test(token.text) ? token.text : undefined, name, start + 1)
    case 'link':
    case 'paper':
      if (token.kind === 'link') return found(option, token.text, name, start + 1)
      return isNamed && option.kind === 'paper' ? wordsAt(reader, option, name, start, isNamed) : undefined
    case 'note':
      return noteAt(reader, option, name, start)
    case 'topic':
      return found(option, sentenceOf(text, tokens.slice(start)), name, tokens.length)
    default:
      return wordsAt(reader, option, name, start, isNamed)
  }
}

/** The first index behind further names of the same time: `due by friday` */
function behindNames(reader: Reader, option: Option, start: number): number {
  if (option.kind !== 'time' && option.kind !== 'dates') return start
  return Math.max(start, Math.min(reader.behindNames(option)(start), reader.tokens.length - 1))
}

/** Several people, channels or parts in a row. @param name The index of the name, or of the first of them. */
export function runAt(
  reader: Reader,
  option: Option,
  name: number,
  start: number,
  isNamed = false,
): Found | undefined {
  const { tokens } = reader
  const read = ({ kind, key, text }: Token): string | undefined => {
    if (option.kind === 'parts') return kind === 'word' ? option.values.get(key) : undefined
    return kind === (option.kind === 'people' ? 'mention' : 'channel') ? text : undefined
  }
  const items: string[] = []
  let next = start
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at]
    const isListed = isNamed && option.kind === 'people' && items.length > 0 && isNameBehindComma(reader, at)
    const item = token && (read(token) ?? (isListed ? token.text : undefined))
    if (item !== undefined) {
      items.push(item)
      next = at + 1
    } else if (items.length === 0 || !['and', ''].includes(token?.key ?? '?')) break
  }
  if (items.length === 0) return undefined
  return found(option, [...new Set(items)].join(option.kind === 'parts' ? ',' : ' '), name, next)
}

/** A person by name behind a comma: `@Ben, Cleo` */
function isNameBehindComma({ tokens, text, at: optionAt }: Reader, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined || isFiller(token)) return false
  return (
    token.kind === 'word' && text.slice(before.to, token.from).includes(',') && optionAt(at) === undefined
  )
}

/** People by name, without a mention. */
function namesAt(reader: Reader, option: Option, name: number, start: number): Found | undefined {
  if (option.kind !== 'people') return undefined
  const next = endOfWords(reader, option, start)
  const names = trimTokens(reader.tokens.slice(start, next), isPolite)
  return found(option, names.length === 0 ? undefined : names.map(({ text }) => text).join(' '), name, next)
}

/** Words up to the next option. Behind a bare name, a time must have something of a time in it. */
export function wordsAt(
  reader: Reader,
  option: Option,
  name: number,
  start: number,
  isNamed: boolean,
): Found | undefined {
  const next = endOfWords(reader, option, start)
  const isTime = option.kind === 'time' || option.kind === 'dates'
  if (isTime && !isNamed && reader.nextTimeWord(start) >= next) return undefined
  const tokens = trimWords(reader.tokens.slice(start, next), option)
  if (tokens.length === 0) return undefined
  return found(option, textOf(reader.text, tokens), name, next)
}

/** The index of the first token that begins something else. */
function endOfWords(reader: Reader, { kind }: Option, start: number): number {
  if (kind === 'text') return reader.endOfText(start)
  const end = reader.endOfWords(start)
  return kind === 'rule' && end > start ? reader.endOfRule(start) : end
}

function trimWords(tokens: readonly Token[], { kind }: Option): readonly Token[] {
  if (kind === 'text' || kind === 'paper') return trimTokens(tokens, isThanks)
  // "closes fri 17:00 now" asks to do it now; "closes:now" is a time.
  const timed = trimTokens(tokens, (token) => isPolite(token) || token.key === 'now')
  const trimmed = timed.length > 0 ? timed : trimTokens(tokens, isPolite)
  return kind === 'time' && trimmed.length > 1 && trimmed[0]?.key === 'at' ? trimmed.slice(1) : trimmed
}

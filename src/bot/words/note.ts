import { isPolite, sentenceOf } from './fillers.ts'
import { isAboutPrivacy } from './privacy.ts'
import { type Found, found, type Reader } from './reader.ts'
import { negations, switchAt } from './switches.ts'
import type { Token } from './tokens.ts'
import { isLessPrivate, type Option } from './vocabulary.ts'

/** A note: to the next option with `:`. A channel alone is one, too, if an option follows it. */
export function noteAt(reader: Reader, option: Option, name: number, start: number): Found | undefined {
  const { tokens, text } = reader
  if (tokens[start]?.kind === 'channel' && (start + 1 === tokens.length || reader.at(start + 1)))
    return found(option, tokens[start].text, name, start + 1)
  const named = tokens.findIndex(
    ({ kind }, at) => at >= start && kind === 'name' && reader.at(at) !== undefined,
  )
  const end = named < 0 ? tokens.length : named
  const { next, isDoubtful } = withoutPrivacy(reader, start, end)
  const note = sentenceOf(text, tokens.slice(start, next))
  const read = found(option, note === '' ? undefined : note, name, next)
  return read && { ...read, ...(isDoubtful && { isDoubtful }) }
}

/** Where a note ends if words about privacy at its end are options instead. */
function withoutPrivacy(reader: Reader, start: number, end: number) {
  let next = end
  for (let at = end - 1; at > start; at -= 1) {
    const token = reader.tokens[at]
    if (token === undefined) break
    const one = switchAt(reader, at)
    const isNegated = negations.has(reader.tokens[at - 1]?.key ?? '')
    const isWish =
      isAboutPrivacy(reader.vocabulary, token) ||
      (one?.option.hint.typing?.morePrivate !== undefined &&
        (isNegated ? true : !isLessPrivate(one.option, one.value)))
    if (isWish) next = isNegated ? at - 1 : at
    else if (!isPolite(token)) break
    if (isWish && isNegated) at -= 1
  }
  return { next: next < end ? endOfSentence(reader.tokens, start, next) : end, isDoubtful: next < end }
}

/** Without joining words at the end. */
function endOfSentence(tokens: readonly Token[], start: number, end: number): number {
  const last = tokens[end - 1]
  return end - 1 > start && last !== undefined && ['and', 'with', 'as', ''].includes(last.key)
    ? endOfSentence(tokens, start, end - 1)
    : end
}

import { isPolite, sentenceOf } from './fillers.ts'
import { isAboutPrivacy } from './privacy.ts'
import { type Found, found, type Reader } from './reader.ts'
import { remembered } from './remembered.ts'
import { negations, switchAt } from './switches.ts'
import type { Token } from './tokens.ts'
import { isLessPrivate, type Option } from './vocabulary.ts'

/** A note: to the next option with `:`. A channel alone is one, too, if an option follows it. */
export function noteAt(reader: Reader, option: Option, name: number, start: number): Found | undefined {
  const { tokens, text } = reader
  if (tokens[start]?.kind === 'channel' && (start + 1 === tokens.length || reader.at(start + 1)))
    return found(option, tokens[start].text, name, start + 1)
  const end = reader.endOfNote(start)
  const { next, isDoubtful } = withoutPrivacy(reader, start, end)
  const note = sentenceOf(text, tokens.slice(start, next))
  const read = found(option, note === '' ? undefined : note, name, next)
  return read && { ...read, ...(isDoubtful && { isDoubtful }) }
}

/** Where a note ends if words about privacy at its end are options instead. */
function withoutPrivacy(reader: Reader, start: number, end: number) {
  const next = wishesBefore(reader, end).findLast(({ at }) => at > start)?.next ?? end
  return { next: next < end ? endOfSentence(reader.tokens, start, next) : end, isDoubtful: next < end }
}

/** A word about privacy, and the index where a text ends without it and what follows. */
interface Wish {
  readonly at: number
  readonly next: number
}

const wishesByEnd = remembered((_: Reader) => new Map<number, readonly Wish[]>())

/** The words about privacy before an index, with nothing but politeness between them; the last one first. */
function wishesBefore(reader: Reader, end: number): readonly Wish[] {
  const known = wishesByEnd(reader)
  const wishes = known.get(end) ?? findWishes(reader, end)
  known.set(end, wishes)
  return wishes
}

function findWishes(reader: Reader, end: number): readonly Wish[] {
  const wishes: Wish[] = []
  for (let at = end - 1; at > 0; at -= 1) {
    const token = reader.tokens[at]
    if (token === undefined) break
    const one = switchAt(reader, at)
    const isNegated = negations.has(reader.tokens[at - 1]?.key ?? '')
    const isWish =
      isAboutPrivacy(reader.vocabulary, token) ||
      (one?.option.hint.typing?.morePrivate !== undefined &&
        (isNegated ? true : !isLessPrivate(one.option, one.value)))
    if (isWish) wishes.push({ at, next: isNegated ? at - 1 : at })
    else if (!isPolite(token)) break
    if (isWish && isNegated) at -= 1
  }
  return wishes
}

/** Without joining words at the end. */
function endOfSentence(tokens: readonly Token[], start: number, end: number): number {
  const last = tokens[end - 1]
  return end - 1 > start && last !== undefined && ['and', 'with', 'as', ''].includes(last.key)
    ? endOfSentence(tokens, start, end - 1)
    : end
}

import { isFiller, isPolite, sayNothing, sentenceOf } from './fillers.ts'
import { everyoneAt, readAround } from './read-around.ts'
import { optionsAtEnd } from './read-title.ts'
import type { Found, Reader } from './reader.ts'
import { join, nothing, type Reading } from './reading.ts'
import type { Option } from './vocabulary.ts'

/**
 * Reads words of a poll's title that its readers know, with options around them: `export all csv`, `revote blind`.
 *
 * @param isSwitchElsewhere Whether a key is an option of another command.
 */
export function readReference(
  reader: Reader,
  paper: Option,
  isSwitchElsewhere: (key: string) => boolean,
): Reading {
  const { tokens, text } = reader
  const before: Found[] = []
  let start = 0
  for (let one = reader.at(start); one !== undefined; one = reader.at(start)) {
    before.push(one)
    start = one.next
  }
  const cut = tokens.findIndex((token, at) => {
    if (at < start) return false
    // An option's name with a value that it doesn't have is left over: no poll is called so.
    if (reader.at(at) === undefined) return token.kind === 'name'
    return token.kind !== 'word' || !reader.vocabulary.switches.has(token.key)
  })
  const rest = cut < 0 ? nothing : readAround(reader, cut)
  const options = optionsAtEnd(reader, start, lastSaid(reader, start, cut < 0 ? tokens.length : cut))
  const end = lastSaid(reader, start, options.end)
  const [first, last] = namedBetween(reader, start, end)
  const words = tokens.slice(first, last)
  const everyone = words.length === 1 ? everyoneAt(reader, first) : undefined
  if (everyone !== undefined) before.push(everyone)
  // An article shows that they are words of a title.
  const isBare = tokens.slice(start, options.end).every((token) => isPolite(token) || words.includes(token))
  const isForeign = words.length > 0 && isBare && words.every(({ key }) => isSwitchElsewhere(key))
  const own: Reading = {
    found: [
      ...before,
      ...(words.length === 0 || isForeign || everyone !== undefined
        ? []
        : [{ option: paper, value: sentenceOf(text, words), start: 0, next: 0 }]),
      ...options.found,
    ],
    left: isForeign ? words.map((_, offset) => first + offset) : [],
    isDoubtful: false,
  }
  return join(own, rest)
}

/** The index behind the last word that says something. */
function lastSaid({ tokens }: Reader, start: number, end: number): number {
  const part = tokens.slice(start, end)
  if (part.every(isFiller) && !sayNothing(part)) return end
  const last = part.findLastIndex((token) => !isFiller(token))
  return start + last + 1
}

const pollWords = new Set(['poll', 'round', 'vote', 'votes', 'voting'])
const aboutWords = new Set(['on', 'of', 'about', 'for'])

/** The words without "the poll on" in front: from the first index up to the second. */
function namedBetween({ tokens }: Reader, start: number, end: number): readonly [number, number] {
  if (!sayNothing(tokens.slice(start, end)) && tokens.slice(start, end).every(isFiller)) return [start, end]
  let first = start
  let isPoll = false
  for (; first < end; first += 1) {
    const token = tokens[first]
    if (token === undefined) break
    if (pollWords.has(token.key)) isPoll = true
    else if (isPoll && aboutWords.has(token.key)) return [first + 1, end]
    else if (!isFiller(token)) break
  }
  return [first, end]
}

import { isFiller, textOf, trimTokens } from './fillers.ts'
import type { Found, Reader } from './reader.ts'
import { type Reading, runsOf } from './reading.ts'
import { looksLikeDates } from './time-words.ts'
import { wordsAt } from './values.ts'

/** Reads options from anywhere: every other word is a filler or left over. */
export function readAround(reader: Reader, start = 0): Reading {
  const { tokens, vocabulary } = reader
  const { first } = vocabulary
  const takesWords = first !== undefined && ['dates', 'rule', 'text'].includes(first.kind)
  const found: Found[] = []
  const left: number[] = []
  let isTaken = false
  for (let at = start; at < tokens.length; ) {
    const isFree = takesWords && !isTaken
    const one = reader.at(at) ?? (isFree ? wordsAt(reader, first, at, at, true) : undefined)
    if (one !== undefined) found.push(one)
    if (one?.option === first) isTaken = true
    // Where no words begin, all up to the next option say nothing.
    const next = one?.next ?? Math.max(at + 1, isFree ? reader.endOfWords(at) : 0)
    if (one === undefined) for (let index = at; index < next; index += 1) left.push(index)
    at = next
  }
  const byKind = findByKind(reader, found, left)
  const taken = new Set(byKind.flatMap(indexesOf))
  return {
    found: [...found, ...byKind],
    left: left.filter((index) => !taken.has(index)),
    isDoubtful: false,
  }
}

/** The indexes of the tokens that say an option. */
export const indexesOf = ({ start, next }: Found): readonly number[] =>
  Array.from({ length: next - start }, (_, offset) => start + offset)

/** Values that only one option of the command takes: a number, dates, everyone. */
function findByKind(reader: Reader, found: readonly Found[], left: readonly number[]): readonly Found[] {
  const { options } = reader.vocabulary
  const isFree = (option: (typeof options)[number]) => !found.some((one) => one.option === option)
  const only = (kind: string) => {
    const all = options.filter((option) => option.kind === kind && !option.hint.typing?.onlyWithName)
    return all.length === 1 ? all.find(isFree) : undefined
  }
  const [number, dates] = [only('number'), only('dates')]
  return runsOf(left).flatMap((run) => {
    const tokens = trimTokens(
      run.flatMap((index) => reader.tokens[index] ?? []),
      isFiller,
    )
    const [start, next] = [run[0] ?? 0, (run.at(-1) ?? 0) + 1]
    const words = textOf(reader.text, tokens)
    if (number !== undefined && /^\d+$/.test(words)) return [{ option: number, value: words, start, next }]
    if (dates !== undefined && looksLikeDates(tokens)) return [{ option: dates, value: words, start, next }]
    const everyone = tokens.length === 1 ? everyoneAt(reader, run[0] ?? 0) : undefined
    return everyone === undefined ? [] : [everyone]
  })
}

/** "everyone", where that is what leaving people out means. */
export function everyoneAt({ tokens, vocabulary }: Reader, start: number): Found | undefined {
  const option = vocabulary.options.find(({ hint }) => hint.typing?.isEveryoneByDefault === true)
  const isSaid = ['everyone', '@everyone', 'everybody', 'all'].includes(tokens[start]?.key ?? '')
  return option && isSaid ? { option, value: '', start, next: start + 1 } : undefined
}

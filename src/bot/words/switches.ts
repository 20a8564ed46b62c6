import { type Found, found, type Reader } from './reader.ts'
import type { Token } from './tokens.ts'
import { isLessPrivate, type Option, type Switch } from './vocabulary.ts'

/** The name of a choice and one of its values: `visibility:anonymous`, `as github` */
export function choiceAt(reader: Reader, option: Option, start: number): Found | undefined {
  const match = longestAt(reader, start + 1, (key) => option.values.get(key))
  return match && found(option, match.value, start, match.next)
}

/** The most words that may name one value. */
const maxWords = 3

/** The longest run of words that `read` knows together, such as `not coming`. */
function longestAt<Value>({ tokens }: Reader, start: number, read: (key: string) => Value | undefined) {
  let longest: { readonly value: Value; readonly next: number } | undefined
  let keys = ''
  for (let next = start + 1; next <= start + maxWords; next += 1) {
    const { kind, key = '' } = tokens[next - 1] ?? {}
    const isAlone = kind === 'quoted' && next === start + 1
    if (key === '' || (kind !== 'word' && !isAlone)) break
    keys += key
    const value = read(keys)
    if (value !== undefined) longest = { value, next }
    if (isAlone) break
  }
  return longest
}

/** `blind`, `anonymous`, `not coming` */
export function switchAt(reader: Reader, start: number): Found | undefined {
  const match = longestAt(reader, start, (key) => reader.vocabulary.switches.get(key))
  return match && found(match.value.option, match.value.value, start, match.next)
}

/** Words that turn an option round. */
export const negations = new Set(['no', 'not', 'without', 'w/o', 'hide'])

/** `no names`, `not anonymous` */
export function negationAt(reader: Reader, start: number, { key }: Token): Found | undefined {
  if (!negations.has(key)) return undefined
  const match = longestAt(reader, start + 1, (next) => reader.vocabulary.switches.get(next))
  return match && negated(match.value, start, match.next)
}

export function negated({ option, value }: Switch, start: number, next: number): Found | undefined {
  const others = [...new Set(option.values.values())].filter((other) => other !== value)
  const opposite = option.kind === 'flag' ? 'no' : others.length === 1 ? others[0] : undefined
  const isDoubtful = opposite !== undefined && isLessPrivate(option, opposite)
  const read = found(option, opposite, start, next)
  return read && { ...read, ...(isDoubtful && { isDoubtful }) }
}

import { type Found, found, type Reader } from './reader.ts'
import { choiceAt, negated, negationAt, switchAt } from './switches.ts'
import type { Token } from './tokens.ts'
import { runAt, valueAt } from './values.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A text with its options read: from the end to the start, because each ends where the next begins. */
export function createReader(text: string, tokens: readonly Token[], vocabulary: Vocabulary): Reader {
  const read: (Found | undefined)[] = []
  const reader: Reader = { text, tokens, vocabulary, at: (index) => read[index] }
  for (let index = tokens.length - 1; index >= 0; index -= 1) read[index] = readAt(reader, index)
  return reader
}

function readAt(reader: Reader, start: number): Found | undefined {
  const token = reader.tokens[start]
  if (token === undefined) return undefined
  switch (token.kind) {
    case 'name':
      return namedAt(reader, start, token)
    case 'word':
      return switchAt(reader, start) ?? negationAt(reader, start, token) ?? bareNameAt(reader, start, token)
    case 'quoted':
      return switchAt(reader, start) ?? unnamedAt(reader, start, token)
    default:
      return unnamedAt(reader, start, token)
  }
}

const yes = new Set(['yes', 'y', 'true', 'on', '1'])
const no = new Set(['no', 'n', 'false', 'off', '0'])

/** `blind:yes`, `visibility=anonymous`, `anonymous:yes`, `closes: 3d` */
function namedAt(reader: Reader, start: number, { key }: Token): Found | undefined {
  const { vocabulary, tokens } = reader
  const option = vocabulary.byName.get(key)
  const answer = tokens[start + 1]?.key ?? ''
  if (option?.kind === 'flag')
    return found(option, yes.has(answer) ? 'yes' : no.has(answer) ? 'no' : undefined, start, start + 2)
  if (option?.kind === 'choice') return choiceAt(reader, option, start)
  if (option !== undefined) return valueAt(reader, option, start, true)
  const one = vocabulary.switches.get(key)
  if (one === undefined || !(yes.has(answer) || no.has(answer))) return undefined
  if (yes.has(answer)) return found(one.option, one.value, start, start + 2)
  return negated(one, start, start + 2)
}

/** An option's name without `:`: `closes 3d`, `for @Ben`, `as github` */
function bareNameAt(reader: Reader, start: number, { key }: Token): Found | undefined {
  const option = reader.vocabulary.byName.get(key)
  if (option === undefined || option.hint.typing?.onlyWithName === true) return undefined
  if (option.kind === 'flag') return undefined
  if (option.kind === 'choice') return choiceAt(reader, option, start)
  return valueAt(reader, option, start, false)
}

/** A value that shows by itself which option it is for: a link, people, channels, a quoted title. */
function unnamedAt(reader: Reader, start: number, { kind, text }: Token): Found | undefined {
  const { options, first } = reader.vocabulary
  if (kind === 'mention') {
    const people = options.filter((option) => option.kind === 'people')
    const option = people.length === 1 ? people[0] : people.find(({ hint }) => hint.typing?.takesMentions)
    return option && runAt(reader, option, start, start)
  }
  if (kind === 'channel') {
    const places = options.filter((option) => option.kind === 'places')
    return places[0] && runAt(reader, places[0], start, start)
  }
  if (first === undefined) return undefined
  if (kind === 'quoted' && ['paper', 'dates', 'rule', 'text'].includes(first.kind))
    return found(first, text, start, start + 1)
  return kind === 'link' && ['paper', 'link'].includes(first.kind)
    ? found(first, text, start, start + 1)
    : undefined
}

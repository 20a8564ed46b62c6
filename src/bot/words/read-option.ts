import { isAboutPrivacy } from './privacy.ts'
import { type Found, found, type Reader } from './reader.ts'
import { firstFrom, remembered } from './remembered.ts'
import { choiceAt, negated, negationAt, switchAt } from './switches.ts'
import { isTelling } from './time-words.ts'
import type { Token } from './tokens.ts'
import { runAt, valueAt } from './values.ts'
import type { Option, Vocabulary } from './vocabulary.ts'

/** A text with its options read: from the end to the start, because each ends where the next begins. */
export function createReader(text: string, tokens: readonly Token[], vocabulary: Vocabulary): Reader {
  const read: (Found | undefined)[] = []
  const at = (index: number): Found | undefined => {
    const token = tokens[index]
    // Of a row of people, only the whole row is read: each of them would be read once for each before it.
    if (token?.kind === 'mention' || token?.kind === 'channel') return unnamedAt(reader, index, token)
    return read[index]
  }
  const find = (test: (token: Token, index: number) => boolean) =>
    firstFrom(tokens.length, (index) => {
      const token = tokens[index]
      return token !== undefined && test(token, index)
    })
  const isOption = (_: Token, index: number) => at(index) !== undefined
  const isWish = (token: Token) => isAboutPrivacy(vocabulary, token)
  const isInRule = ({ kind, key }: Token) => kind === 'word' && ruleWords.has(key)
  const reader: Reader = {
    text,
    tokens,
    vocabulary,
    at,
    endOfWords: find((token, index) => isOption(token, index) || isWish(token)),
    endOfText: find(isOption),
    endOfRule: find((token, index) => (!isInRule(token) && isOption(token, index)) || isWish(token)),
    endOfNote: find((token, index) => token.kind === 'name' && isOption(token, index)),
    behindNames: remembered(({ names }: Option) =>
      find(({ kind, key }) => kind !== 'word' || !names.has(key)),
    ),
    nextTimeWord: find(isTelling),
  }
  for (let index = tokens.length - 1; index >= 0; index -= 1)
    if (tokens[index]?.kind !== 'mention' && tokens[index]?.kind !== 'channel')
      read[index] = readAt(reader, index)
  return reader
}

/** Words of a rule that are names of options elsewhere: `wed 17:00 for 90m`, `5pm to 6pm` */
const ruleWords = new Set(['for', 'to', 'on', 'by', 'until', 'till', 'from'])

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

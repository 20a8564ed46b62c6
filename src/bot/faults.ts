import type { Hint, WordKind } from '../chat/option.ts'
import { readRule } from '../reading/schedule/read-rule.ts'
import { type TypedTime, timeRefused } from '../time/errors.ts'
import { readDates } from '../time/read-dates.ts'
import { readLength } from '../time/read-length.ts'
import { readTime } from '../time/read-time.ts'
import type { Refused, RefusedKind } from '../time/words/refused.ts'
import { describeUnknownWord } from '../views/wrong-value.ts'
import type { Command } from './command.ts'
import { keyOf, vocabularyOf } from './words/vocabulary.ts'

type Faults = Readonly<Record<string, string>>

/** In a refusal that holds in every time zone, the zone that it was read in doesn't matter. */
const zone = 'UTC'

/**
 * The values of a call that its command can't use whatever is stored, so that no store is asked: option name → what is
 * wrong with the value.
 *
 * @param now In ms since 1970.
 */
export function findFaults({ hints, misfits }: Command, args: Faults, now: number): Faults {
  const times = Object.entries(args).flatMap(([option, words]) => {
    const hint = hints[option]
    const fault = hint && timeFault(option, hint, words, now)
    return fault === undefined ? [] : [[option, fault] as const]
  })
  return { ...Object.fromEntries(times), ...misfits(args) }
}

/** A zone that is typed is a choice or a form of its own. */
type Kind = Exclude<TypedTime['what'], 'zone'>

type Read = (words: string, context: { readonly now: string; readonly zone: string }) => object

const kinds: Partial<Record<WordKind, Kind>> = { time: 'time', dates: 'date', rule: 'schedule' }

/** How values are read: first as what they should be. An option for a time may take a date, and the reverse. */
const readers: Readonly<Record<Kind, readonly [Read, ...Read[]]>> = {
  time: [readTime, readDates],
  start: [readTime, readDates],
  date: [readDates, readTime],
  schedule: [readRule],
  length: [readLength],
}

function timeFault(option: string, { typing }: Hint, words: string, now: number): string | undefined {
  const what = typing?.holds ?? kinds[typing?.as ?? 'text']
  if (what === undefined || words === '' || (typing?.mayBeOff && words.toLowerCase() === 'off'))
    return undefined
  const context = { now: new Date(now).toISOString(), zone }
  const isReadable = (text: string) => readers[what].some((read) => !isRefusedEverywhere(read(text, context)))
  const items = words.split(/[,;&]|\band\b/)
  if (isReadable(words) || (items.length > 1 && items.every(isReadable))) return undefined
  const refused = readers[what][0](words, context)
  if (!isRefused(refused)) return undefined
  return timeRefused(refused, { what, option, words, zone, now, read: () => refused }).help.fields?.[option]
}

const isRefused = (reading: object): reading is Refused => 'refused' in reading

/** Refusals that depend on the zone, and questions. */
const uncertain: readonly string[] = ['past', 'too-far', 'ambiguous', 'mismatch'] satisfies RefusedKind[]

const isRefusedEverywhere = (reading: object): boolean =>
  isRefused(reading) && reading.choices === undefined && !uncertain.includes(reading.refused)

/** Words that were left over because an option has no such value: `format:xml`. */
export function findUnknownValues({ hints }: Command, left: string): Faults {
  const { byName } = vocabularyOf({ hints })
  const faults = [...left.matchAll(/([\p{L}-]+)\s*[:=：]\s*(\S+)/gu)].flatMap(([, name = '', word = '']) => {
    const option = byName.get(keyOf(name))
    const fault = option && describeUnknownWord(option.name, option.hint, word)
    return option === undefined || fault === undefined ? [] : [[option.name, fault] as const]
  })
  return Object.fromEntries(faults)
}

import { Temporal } from 'temporal-polyfill'
import type { UserError } from '../../src/chat/user-error.ts'
import type { Text } from '../../src/chat/view.ts'
import { type ReadRule, readRule } from '../../src/reading/schedule/read-rule.ts'
import { ruleChoices } from '../../src/reading/schedule/rule-choices.ts'
import { dependsOnZone } from '../../src/time/depends-on-zone.ts'
import { ownZoneUnknown, severalMeanings, type TypedTime, timeRefused } from '../../src/time/errors.ts'
import { findMovedTime } from '../../src/time/moved-time.ts'
import { type DateSpan, readDates } from '../../src/time/read-dates.ts'
import { readLength } from '../../src/time/read-length.ts'
import { type Never, type ReadContext, type ReadMoment, readTime } from '../../src/time/read-time.ts'
import { isRefused, type Refused } from '../../src/time/words/refused.ts'
import { writeMoment, writeTime } from '../../src/time/write-time.ts'
import type { OwnZone } from './own-zone.ts'

/** The words of an option with a time. */
export interface TypedOption {
  readonly option: string
  readonly words: string
  /** The zone of the words if they name none. */
  readonly zone: OwnZone
  /** In ms since 1970. */
  readonly now: number
}

/** Stands for the zone of words that mean the same in every zone. */
const anyZone = 'Etc/UTC'

/** Words with the reader that reads them in one zone. */
interface Reading<Value extends object> {
  readonly zone: string
  readonly read: (words: string) => Value | Refused
}

/**
 * @param meaningOf What counts of a value, where the words may mean the same in every zone.
 * @throws UserError that asks for the caller's zone if it isn't known and the words depend on it.
 */
function inOwnZone<Value extends object>(
  typed: TypedOption,
  reader: (words: string, context: ReadContext) => Value | Refused,
  meaningOf: (value: Value | Refused) => unknown = (value) => value,
): Reading<Value> {
  const now = new Date(typed.now).toISOString()
  const reading = (zone: string) => ({ zone, read: (words: string) => reader(words, { now, zone }) })
  if (typeof typed.zone === 'string') return reading(typed.zone)
  const meaning = (zone: string) => meaningOf(reading(zone).read(typed.words))
  if (dependsOnZone(typed.words, meaning)) throw ownZoneUnknown(typed, typed.zone.likely)
  return reading(anyZone)
}

/** @throws UserError that asks for the caller's zone if it isn't known. */
export function requireZone({ zone, ...typed }: TypedOption): string {
  if (typeof zone !== 'string') throw ownZoneUnknown(typed, zone.likely)
  return zone
}

const mistakeIn = <Value extends object>(
  refused: Refused,
  typed: TypedOption,
  what: TypedTime['what'],
  reading: Reading<Value>,
): UserError => timeRefused(refused, { ...typed, what, ...reading })

const withoutZone = (moment: ReadMoment | Never | Refused) => ({ ...moment, zone: undefined })

/** A typed moment; without a zone if it is the same in every one and the caller's isn't known. */
export type TypedMoment = Omit<ReadMoment, 'zone'> & { readonly zone?: string }

/** @throws UserError at the option if it is not one moment within a year, or a question with its answers as buttons. */
function readMoment(typed: TypedOption, what: 'time' | 'start' = 'time'): TypedMoment | Never {
  const reading = inOwnZone(typed, readTime, withoutZone)
  const moment = reading.read(typed.words)
  if (isRefused(moment)) throw mistakeIn(moment, typed, what, reading)
  if ('never' in moment || moment.zone !== anyZone) return moment
  const { zone: _, ...unzoned } = moment
  return unzoned
}

/**
 * A moment that ends something. A range is a question, since it may be either time.
 *
 * @returns `undefined` for `never`.
 * @throws as {@link readMoment}.
 */
export function readEnd(typed: TypedOption): TypedMoment | undefined {
  const moment = readMoment(typed)
  if ('never' in moment) return undefined
  const { at, zone = anyZone, minutes } = moment
  if (minutes === undefined) return moment
  const start = Date.parse(at)
  throw severalMeanings(
    typed.option,
    [start, start + minutes * 60_000].map((time) => ({
      label: writeMoment(time, zone, typed.now),
      value: writeTime(time, zone),
    })),
  )
}

/** A poll's closing time, as the poll keeps it. */
export const closingAt = ({ at, zone }: TypedMoment) => ({
  closesAt: Date.parse(at),
  ...(zone !== undefined && { closesZone: zone }),
})

/**
 * "Fri 4 Dec, 17:00 (New York; you wrote EST)"; a time that the clocks skip is named.
 *
 * @param words What was typed.
 */
export function confirmMoment(moment: TypedMoment, words: string, now: number): Text {
  const at = Date.parse(moment.at)
  if (moment.zone === undefined) return { time: at, as: 'moment' }
  return confirmChanged(moment, words, now) ?? writeMoment(at, moment.zone, now)
}

/** As {@link confirmMoment}, if it was read as something else than what was typed; else `undefined`. */
export function confirmChanged(
  { at, zone, said }: TypedMoment,
  words: string,
  now: number,
): string | undefined {
  if (zone === undefined) return undefined
  const skipped = findMovedTime(words, { at, zone })
  if (said === undefined && skipped === undefined) return undefined
  const written = writeMoment(Date.parse(at), zone, now)
  const confirmed = said === undefined ? written : written.replace(/\)$/, `; you wrote ${said})`)
  return skipped === undefined ? confirmed : `${confirmed}, because ${skipped} doesn't exist that night`
}

/** @throws UserError at the option if they are not days within a year, or a question with its answers as buttons. */
export function readSpans(typed: TypedOption): readonly DateSpan[] {
  const reading = inOwnZone(typed, readDates)
  const dates = reading.read(typed.words)
  if (isRefused(dates)) throw mistakeIn(dates, typed, 'date', reading)
  return dates.spans
}

/** One date, such as 2026-12-09. @throws as {@link readSpans}, also for several. */
export function readDay(typed: TypedOption): string {
  const [span, ...others] = readSpans(typed)
  if (span === undefined || others.length > 0 || span.to !== span.from)
    throw mistakeIn({ refused: 'unreadable' }, typed, 'date', inOwnZone(typed, readDates))
  return span.from
}

/** One span of dates, or two dates as its first and last. Without `to` it has no end. @throws as {@link readSpans}. */
export function readPeriod(typed: TypedOption): DateSpan {
  const spans = readSpans(typed)
  const [first, last, ...others] = spans
  const isPair = last !== undefined && others.length === 0
  if (first !== undefined && last === undefined) return first
  const reading = inOwnZone(typed, readDates)
  if (first === undefined || !isPair) throw mistakeIn({ refused: 'unreadable' }, typed, 'date', reading)
  const to = last.to ?? last.from
  if (to < first.from) throw mistakeIn({ refused: 'backwards' }, typed, 'date', reading)
  return { from: first.from, to }
}

/** Every date of some spans, ascending. */
export const datesIn = (spans: readonly DateSpan[]): readonly string[] =>
  [
    ...new Set(
      spans.flatMap(({ from, to = from }) => {
        const first = Temporal.PlainDate.from(from)
        return Array.from({ length: first.until(to).days + 1 }, (_, days) => first.add({ days }).toString())
      }),
    ),
  ].toSorted()

/**
 * A session's local start, such as 2026-12-10T18:00.
 *
 * @param time The time of day if only a day is written.
 * @throws as {@link readMoment}.
 */
export function readStart(typed: TypedOption, time: string): string {
  const zone = requireZone(typed)
  if (!isRefused(inOwnZone(typed, readDates).read(typed.words))) return `${readDay(typed)}T${time}`
  const moment = readMoment(typed, 'start')
  if ('never' in moment)
    throw mistakeIn({ refused: 'unreadable' }, typed, 'start', inOwnZone(typed, readTime, withoutZone))
  const local = Temporal.Instant.from(moment.at).toZonedDateTimeISO(zone).toPlainDateTime()
  const skipped = findMovedTime(typed.words, { at: moment.at, zone })
  return skipped === undefined ? local.toString({ smallestUnit: 'minute' }) : beforeGap(local, skipped)
}

/** The start that was typed, where the clocks skip it. @param local The time that they go to instead. */
function beforeGap(local: Temporal.PlainDateTime, skipped: string): string {
  const isSameDay = Temporal.PlainTime.compare(Temporal.PlainTime.from(skipped), local.toPlainTime()) < 0
  const date = local.toPlainDate().subtract({ days: isSameDay ? 0 : 1 })
  return `${date}T${skipped}`
}

/** Several starts, separated by commas, semicolons or "and". @throws as {@link readMoment}. */
export function readStarts(typed: TypedOption, time: string): readonly string[] {
  const isOne = !isRefused(inOwnZone(typed, readTime, withoutZone).read(typed.words))
  const items = isOne ? [typed.words] : typed.words.split(/[,;&]|\band\b/)
  return items
    .map((words) => words.trim())
    .filter(Boolean)
    .map((words) => readStart({ ...typed, words }, time))
}

/** How long something takes, in minutes. @throws UserError at the option if it is no length up to a day. */
export function readMinutes(typed: TypedOption): number {
  const length = readLength(typed.words)
  if (isRefused(length)) throw mistakeIn(length, typed, 'length', { zone: anyZone, read: readLength })
  return length.minutes
}

/** @throws UserError at the option if it is no rule, or a question with its answers as buttons. */
export function readScheduleRule(typed: TypedOption): ReadRule {
  const reading = inOwnZone(typed, readRule)
  const { read } = reading
  const rule = read(typed.words)
  if (!isRefused(rule)) return rule
  const choices = rule.refused === 'ambiguous' && rule.choices === undefined ? ruleChoices(typed.words) : []
  const values = choices
    .filter((words) => !isRefused(read(words)))
    .map((words) => ({ label: words, value: words }))
  throw values.length > 1
    ? severalMeanings(typed.option, values)
    : mistakeIn(rule, typed, 'schedule', reading)
}

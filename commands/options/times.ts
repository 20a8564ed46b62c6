import { Temporal } from 'temporal-polyfill'
import type { Context } from '../../src/bot/context.ts'
import type { UserError } from '../../src/chat/user-error.ts'
import type { Group } from '../../src/reading/group.ts'
import { type ReadRule, readRule } from '../../src/reading/schedule/read-rule.ts'
import { ruleChoices } from '../../src/reading/schedule/rule-choices.ts'
import { severalMeanings, type TypedTime, timeRefused } from '../../src/time/errors.ts'
import { findMovedTime } from '../../src/time/moved-time.ts'
import { type DateSpan, readDates } from '../../src/time/read-dates.ts'
import { readLength } from '../../src/time/read-length.ts'
import { type Never, type ReadMoment, readTime } from '../../src/time/read-time.ts'
import { isRefused, type Refused } from '../../src/time/words/refused.ts'
import { writeMoment, writeTime } from '../../src/time/write-time.ts'

/** The zone of times that people type: that of the group's schedule, else their own, else that of the channel. */
export async function zoneFor({ caller, settings }: ZoneSources, group?: Group): Promise<string> {
  return group?.schedule?.zone ?? caller.zone ?? (await settings.get((group ?? caller).place)).zone
}

type ZoneSources = Pick<Context, 'caller' | 'settings'>

/** The words of an option with a time. */
export interface TypedOption {
  readonly option: string
  readonly words: string
  /** The zone of the words if they name none. */
  readonly zone: string
  /** In ms since 1970. */
  readonly now: number
}

const contextOf = ({ now, zone }: TypedOption) => ({ now: new Date(now).toISOString(), zone })

const mistakeIn = (
  refused: Refused,
  typed: TypedOption,
  what: TypedTime['what'],
  read: (words: string) => object,
): UserError => timeRefused(refused, { ...typed, what, read })

/** @throws UserError at the option if it is not one moment within a year, or a question with its answers as buttons. */
function readMoment(typed: TypedOption): ReadMoment | Never {
  const read = (words: string) => readTime(words, contextOf(typed))
  const moment = read(typed.words)
  if (isRefused(moment)) throw mistakeIn(moment, typed, 'time', read)
  return moment
}

/**
 * A moment that ends something. A range is a question, since it may be either time.
 *
 * @returns `undefined` for `never`.
 * @throws as {@link readMoment}.
 */
export function readEnd(typed: TypedOption): ReadMoment | undefined {
  const moment = readMoment(typed)
  if ('never' in moment) return undefined
  const { at, zone, minutes } = moment
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

/** "Fri 4 Dec, 17:00 (New York; you wrote EST)"; a time that the clocks skip is named. @param words What was typed. */
export function confirmMoment(moment: ReadMoment, words: string, now: number): string {
  const { at, zone, said } = moment
  const written = writeMoment(Date.parse(at), zone, now)
  const confirmed = said === undefined ? written : written.replace(/\)$/, `; you wrote ${said})`)
  const skipped = findMovedTime(words, moment)
  return skipped === undefined ? confirmed : `${confirmed}, because ${skipped} doesn't exist that night`
}

/** @throws UserError at the option if they are not days within a year, or a question with its answers as buttons. */
export function readSpans(typed: TypedOption): readonly DateSpan[] {
  const read = (words: string) => readDates(words, contextOf(typed))
  const dates = read(typed.words)
  if (isRefused(dates)) throw mistakeIn(dates, typed, 'date', read)
  return dates.spans
}

/** One date, such as 2026-12-09. @throws as {@link readSpans}, also for several. */
export function readDay(typed: TypedOption): string {
  const [span, ...others] = readSpans(typed)
  if (span === undefined || others.length > 0 || span.to !== span.from)
    throw mistakeIn({ refused: 'unreadable' }, typed, 'date', (words) => readDates(words, contextOf(typed)))
  return span.from
}

/** One span of dates, or two dates as its first and last. Without `to` it has no end. @throws as {@link readSpans}. */
export function readPeriod(typed: TypedOption): DateSpan {
  const spans = readSpans(typed)
  const [first, last, ...others] = spans
  const isPair = last !== undefined && others.length === 0
  if (first !== undefined && last === undefined) return first
  const read = (words: string) => readDates(words, contextOf(typed))
  if (first === undefined || !isPair) throw mistakeIn({ refused: 'unreadable' }, typed, 'date', read)
  const to = last.to ?? last.from
  if (to < first.from) throw mistakeIn({ refused: 'backwards' }, typed, 'date', read)
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
  const dates = readDates(typed.words, contextOf(typed))
  if (!isRefused(dates)) return `${readDay(typed)}T${time}`
  const moment = readMoment(typed)
  if ('never' in moment)
    throw mistakeIn({ refused: 'unreadable' }, typed, 'time', (words) => readTime(words, contextOf(typed)))
  const local = Temporal.Instant.from(moment.at).toZonedDateTimeISO(typed.zone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}

/** Several starts, separated by commas, semicolons or "and". @throws as {@link readMoment}. */
export function readStarts(typed: TypedOption, time: string): readonly string[] {
  const isOne = !isRefused(readTime(typed.words, contextOf(typed)))
  const items = isOne ? [typed.words] : typed.words.split(/[,;&]|\band\b/)
  return items
    .map((words) => words.trim())
    .filter(Boolean)
    .map((words) => readStart({ ...typed, words }, time))
}

/** How long something takes, in minutes. @throws UserError at the option if it is no length up to a day. */
export function readMinutes(typed: TypedOption): number {
  const length = readLength(typed.words)
  if (isRefused(length)) throw mistakeIn(length, typed, 'length', readLength)
  return length.minutes
}

/** @throws UserError at the option if it is no rule, or a question with its answers as buttons. */
export function readScheduleRule(typed: TypedOption): ReadRule {
  const read = (words: string) => readRule(words, contextOf(typed))
  const rule = read(typed.words)
  if (!isRefused(rule)) return rule
  const choices = rule.refused === 'ambiguous' && rule.choices === undefined ? ruleChoices(typed.words) : []
  const values = choices
    .filter((words) => !isRefused(read(words)))
    .map((words) => ({ label: words, value: words }))
  throw values.length > 1 ? severalMeanings(typed.option, values) : mistakeIn(rule, typed, 'schedule', read)
}

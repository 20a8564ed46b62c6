import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { LocalDate } from '../../time/local-time.ts'

/** In the order of the week, which starts on Monday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const Weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof Weekday>

/** Which of a weekday's dates in a month; −1 is the last. */
export const nths = [1, 2, 3, 4, 5, -1] as const

const Nth = z.literal(nths)
export type Nth = z.infer<typeof Nth>

const weekly = {
  /** The week that holds `from` is week 0; sessions are in weeks 0, n, 2n … */
  every: z.int().min(1).max(52),
  on: z.array(Weekday).min(1).readonly(),
  from: LocalDate,
}
const WeeklyRule = z.strictObject(weekly).readonly()
export type WeeklyRule = z.infer<typeof WeeklyRule>

const monthly = {
  /** Two that fall on the same day are one session; a month without a fifth has none. */
  monthly: z.array(Nth).min(1).readonly(),
  on: Weekday,
  from: LocalDate.optional(),
}
const MonthlyRule = z.strictObject(monthly).readonly()
export type MonthlyRule = z.infer<typeof MonthlyRule>

export type Rule = WeeklyRule | MonthlyRule

/** When regular sessions are; docs/reading-groups.md, section 3. Not a z.union: its error would not name the field. */
export const Rule = z.custom<Rule>().superRefine((rule, context) => {
  const isMonthly = typeof rule === 'object' && rule !== null && 'monthly' in rule
  const { error } = (isMonthly ? MonthlyRule : WeeklyRule).safeParse(rule)
  for (const issue of error?.issues ?? []) context.addIssue({ ...issue })
})

/** A rule as stored: keys that a later version has added are left out. */
export const StoredRule = z.union([z.object(weekly).readonly(), z.object(monthly).readonly()])

/** The dates of a rule, ascending and without end, none before `first` or the rule's own `from`. */
export function* datesOf(rule: Rule, first: Temporal.PlainDate): Generator<Temporal.PlainDate, void> {
  const from = Temporal.PlainDate.from(rule.from ?? first)
  const earliest = Temporal.PlainDate.compare(from, first) > 0 ? from : first
  const dates = 'monthly' in rule ? monthlyDates(rule, earliest) : weeklyDates(rule, earliest)
  for (const date of dates) if (Temporal.PlainDate.compare(date, earliest) >= 0) yield date
}

/** Starts in the last week up to `earliest` that has sessions, so that an old rule costs no more than a new one. */
function* weeklyDates(
  { every, on, from }: WeeklyRule,
  earliest: Temporal.PlainDate,
): Generator<Temporal.PlainDate, void> {
  const begin = Temporal.PlainDate.from(from)
  const weekZero = begin.subtract({ days: begin.dayOfWeek - 1 })
  const rounds = Math.floor(weekZero.until(earliest).days / (7 * every))
  const days = weekdays.flatMap((day, index) => (on.includes(day) ? [index] : []))
  for (let week = rounds * every; ; week += every)
    for (const day of days) yield weekZero.add({ days: 7 * week + day })
}

/** Starts in the month of `earliest`. */
function* monthlyDates(
  { monthly, on }: MonthlyRule,
  earliest: Temporal.PlainDate,
): Generator<Temporal.PlainDate, void> {
  for (let month = earliest.toPlainYearMonth(); ; month = month.add({ months: 1 })) {
    const dates = datesWithin(month, on)
    const isWanted = (index: number) =>
      monthly.some((nth) => (nth === -1 ? index === dates.length - 1 : index === nth - 1))
    yield* dates.filter((_, index) => isWanted(index))
  }
}

/** The four or five dates of a month that are that weekday. */
function datesWithin(month: Temporal.PlainYearMonth, on: Weekday): readonly Temporal.PlainDate[] {
  const first = month.toPlainDate({ day: 1 })
  const ahead = (weekdays.indexOf(on) + 8 - first.dayOfWeek) % 7
  const dates = [0, 1, 2, 3, 4].map((week) => first.add({ days: ahead + 7 * week }))
  return dates.filter(({ month }) => month === first.month)
}

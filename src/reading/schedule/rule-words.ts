import { agree, listed } from '../../chat/text.ts'
import { type Nth, nths, type Rule, type Weekday, type WeeklyRule, weekdays } from './rule.ts'
import type { Schedule } from './schedule.ts'

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

const nthNames: Readonly<Record<Nth, string>> = {
  1: '1st',
  2: '2nd',
  3: '3rd',
  4: '4th',
  5: '5th',
  [-1]: 'last',
}

const nthWords: Readonly<Record<Nth, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
}

/**
 * A schedule's rule in words: `every 2 weeks on Wednesday at 17:00 (Europe/Berlin)`, `every first and third Thursday of
 * the month at 18:00 for 90 minutes (Asia/Kolkata), until 31 March 2027`. It leaves out start, exceptions, extras and
 * pauses.
 */
export function ruleWords({ zone, time, rule, until, minutes }: Schedule): string {
  if (rule === undefined) return `on single dates (${zone})`
  const length = minutes === undefined ? '' : ` for ${minutes} minutes`
  const end = until === undefined ? '' : `, until ${formatLastDate(until)}`
  return `${dayWords(rule)} at ${time}${length} (${zone})${end}`
}

/** The rule in words that always read back as the same rule: `every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02`. */
export function toTypedRule({ zone, time, rule, until, minutes }: Schedule): string {
  if (rule === undefined) throw new Error('A schedule of single dates has no rule')
  const days =
    'monthly' in rule ? `${rule.monthly.map((nth) => nthNames[nth]).join(',')} ${rule.on}` : typedWeeks(rule)
  const length = minutes === undefined ? '' : ` for ${minutes}m`
  const start = rule.from === undefined ? '' : ` from ${rule.from}`
  const end = until === undefined ? '' : ` until ${until}`
  return `${days} ${time}${length} ${zone}${start}${end}`
}

const typedWeeks = ({ every, on }: WeeklyRule): string => `every ${every} weeks ${on.join(',')}`

const formatLastDate = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  )

function dayWords(rule: Rule): string {
  if ('monthly' in rule) {
    const which = nths.filter((nth) => rule.monthly.includes(nth)).map((nth) => nthWords[nth])
    return `every ${listed(which)} ${dayNames[rule.on]} of the month`
  }
  const days = weekdays.filter((day) => rule.on.includes(day)).map((day) => dayNames[day])
  return `every ${agree(rule.every, '', `${rule.every} weeks on `)}${listed(days)}`
}

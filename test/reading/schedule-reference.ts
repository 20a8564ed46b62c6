import { type Rule, weekdays } from '../../src/reading/schedule/rule.ts'
import type { Schedule } from '../../src/reading/schedule/schedule.ts'
import { seeded } from '../seeded.ts'
import { dateOf, dayMs, start } from './schedule-days.ts'

const end = Date.UTC(2037, 0, 1)
export const zones = [
  'UTC',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
]

/** A time during which a zone's clocks keep one distance from UTC; all in ms. */
interface Stretch {
  readonly from: number
  readonly until: number
  readonly offset: number
}

/** The stretches of a zone from 2025 to 2037, by asking Intl day by day: neither Temporal nor our code has a part in it. */
function stretchesOf(zone: string): readonly Stretch[] {
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const
  const clock = new Intl.DateTimeFormat('en', { ...parts, hourCycle: 'h23', timeZone: zone })
  const offsetAt = (at: number): number => {
    const shown = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = shown
    return Date.UTC(year, month - 1, day, hour, minute) - at
  }
  const stretches: Stretch[] = []
  let from = Number.NEGATIVE_INFINITY
  let offset = offsetAt(start - 7 * dayMs)
  for (let at = start - 7 * dayMs; at < end + 7 * dayMs; at += dayMs) {
    if (offsetAt(at + dayMs) === offset) continue
    let [before, until] = [at, at + dayMs]
    while (until - before > 60_000) {
      const middle = before + Math.floor((until - before) / 120_000) * 60_000
      if (offsetAt(middle) === offset) before = middle
      else until = middle
    }
    stretches.push({ from, until, offset })
    ;[from, offset] = [until, offsetAt(until)]
  }
  return [...stretches, { from, until: Number.POSITIVE_INFINITY, offset }]
}

export const stretches = new Map(zones.map((zone) => [zone, stretchesOf(zone)]))

/**
 * When a zone's clocks first show that; where they never do, when they show what is later by the length of the gap.
 *
 * @param local In ms, as if it were UTC.
 */
export function firstShown(local: number, zone: string): number {
  const all = stretches.get(zone) ?? []
  const isWithin = (at: number, { from, until }: Stretch) => at >= from && at < until
  const shown = all.find((stretch) => isWithin(local - stretch.offset, stretch))
  if (shown !== undefined) return local - shown.offset
  const after = all.findIndex(({ from, offset }) => local - offset < from)
  const gap = (all[after]?.offset ?? 0) - (all[after - 1]?.offset ?? 0)
  return local + gap - (all[after]?.offset ?? 0)
}

/** The dates from 2026 to 2036 that a rule asks for, in ms as if they were UTC, by looking at each. */
function askedOf(rule: Rule): readonly number[] {
  const days = Array.from({ length: (end - start) / dayMs }, (_, index) => start + index * dayMs)
  const weekday = (day: number) => (new Date(day).getUTCDay() + 6) % 7
  const from = rule.from === undefined ? start : Date.parse(rule.from)
  return days.filter((day) => {
    if (day < from) return false
    const name = weekdays[weekday(day)]
    if (!('monthly' in rule)) {
      const weeks = Math.floor((day - from + weekday(from) * dayMs) / (7 * dayMs))
      return weeks % rule.every === 0 && rule.on.some((on) => on === name)
    }
    const nth = Math.ceil(new Date(day).getUTCDate() / 7)
    const isLast = new Date(day + 7 * dayMs).getUTCMonth() !== new Date(day).getUTCMonth()
    return rule.on === name && rule.monthly.some((asked) => asked === nth || (asked === -1 && isLast))
  })
}

/** Random schedules, half of them at hours when clocks change; some with exceptions, extras and a pause. */
export function schedulesOf(zone: string, count: number): readonly Schedule[] {
  const random = seeded(zones.indexOf(zone) + 1)
  const upTo = (most: number) => Math.floor(random() * most)
  const two = (number: number) => String(number).padStart(2, '0')
  const time = () => `${two(upTo(random() < 0.5 ? 4 : 24))}:${two(upTo(60))}`
  const date = () => dateOf(start + upTo((end - start) / dayMs) * dayMs)
  const some = <T>(values: readonly T[]) => {
    const sure = values[upTo(values.length)]
    return values.filter((value) => value === sure || random() < 0.3)
  }
  const rule = (): Rule =>
    random() < 0.7
      ? { every: 1 + upTo(5), on: some(weekdays), from: dateOf(start + (upTo(400) - 200) * dayMs) }
      : { monthly: some([1, 2, 3, 4, 5, -1] as const), on: weekdays[upTo(7)] ?? 'sun' }
  return Array.from({ length: count }, () => {
    const regular = rule()
    const except = askedOf(regular).filter(() => random() < 0.1)
    const [pausedFrom = '', pausedTo = ''] = [date(), date()].sort()
    return {
      zone,
      time: time(),
      rule: regular,
      ...(random() < 0.5 && { except: except.map(dateOf) }),
      ...(random() < 0.5 && { extra: Array.from({ length: 20 }, () => `${date()}T${time()}`) }),
      ...(random() < 0.3 && { pausedFrom, ...(random() < 0.8 && { pausedTo }) }),
    }
  })
}

/** All sessions of a schedule that are asked for on dates from 2026 to 2036, in ms. */
export function expectedOf({
  zone,
  time,
  rule,
  except = [],
  extra = [],
  pausedFrom,
  pausedTo = '9999',
}: Schedule) {
  const regular = rule === undefined ? [] : askedOf(rule).map(dateOf)
  const asked = [
    ...regular.filter((date) => !except.includes(date)).map((date) => `${date}T${time}`),
    ...extra,
  ]
  const isPaused = (date: string) => pausedFrom !== undefined && date >= pausedFrom && date <= pausedTo
  const kept = asked.filter((words) => !isPaused(words.slice(0, 10)))
  return [...new Set(kept.map((words) => firstShown(Date.parse(`${words}Z`), zone)))].sort((a, b) => a - b)
}

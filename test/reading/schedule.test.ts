import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Rule, weekdays } from '../../src/reading/schedule/rule.ts'
import { datedSessions, nextSessions, Schedule } from '../../src/reading/schedule/schedule.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import reference from './schedule.json' with { type: 'json' }

const dayMs = 86_400_000
const start = Date.UTC(2026, 0, 1)
const end = Date.UTC(2037, 0, 1)
const zones = [
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

const Table = z.object({
  rows: z
    .array(
      z.object({
        name: z.string(),
        schedule: Schedule,
        after: z.string(),
        count: z.int(),
        expect: z.array(z.string()),
      }),
    )
    .length(54),
})

const told = (schedule: Schedule, after: string, count: number) =>
  nextSessions(schedule, after, count).map(String)

describe('the next sessions', () => {
  test.each(Table.parse(reference).rows)('$name', ({ schedule, after, count, expect: expected }) => {
    expect(told(schedule, after, count)).toEqual(expected)
    expect(told(schedule, after, count + 5).slice(0, count)).toEqual(expected)
  })
})

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

const stretches = new Map(zones.map((zone) => [zone, stretchesOf(zone)]))

/**
 * When a zone's clocks first show that; where they never do, when they show what is later by the length of the gap.
 *
 * @param local In ms, as if it were UTC.
 */
function firstShown(local: number, zone: string): number {
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

const dateOf = (day: number) => new Date(day).toISOString().slice(0, 10)

/** Random schedules, half of them at hours when clocks change; some with exceptions, extras and a pause. */
function schedulesOf(zone: string, count: number): readonly Schedule[] {
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
function expectedOf({ zone, time, rule, except = [], extra = [], pausedFrom, pausedTo = '9999' }: Schedule) {
  const regular = rule === undefined ? [] : askedOf(rule).map(dateOf)
  const asked = [
    ...regular.filter((date) => !except.includes(date)).map((date) => `${date}T${time}`),
    ...extra,
  ]
  const isPaused = (date: string) => pausedFrom !== undefined && date >= pausedFrom && date <= pausedTo
  const kept = asked.filter((words) => !isPaused(words.slice(0, 10)))
  return [...new Set(kept.map((words) => firstShown(Date.parse(`${words}Z`), zone)))].sort((a, b) => a - b)
}

const before = '2025-12-30T00:00:00Z'
const millisecondsOf = (sessions: readonly Temporal.Instant[]) => sessions.map((at) => at.epochMilliseconds)

describe.each(zones)('in %s', (zone) => {
  const schedules = schedulesOf(zone, repeats(3, 8))

  test('sessions are when its clocks first show the time, and later by the gap where they never do', () => {
    for (const schedule of schedules) {
      const since = firstShown(start, zone) - 1
      const expected = expectedOf(schedule).filter((at) => at > since)
      const found = nextSessions(schedule, Temporal.Instant.fromEpochMilliseconds(since), expected.length)
      expect(millisecondsOf(found), JSON.stringify(schedule)).toEqual(expected)
    }
  })

  test('each change of its clocks moves only what it skips, and repeats nothing', () => {
    const all = stretches.get(zone) ?? []
    for (const [index, { until, offset }] of all.slice(0, -1).entries()) {
      const change = (all[index + 1]?.offset ?? 0) - offset
      // The middle of what is skipped, or of what is shown twice.
      const local = new Date(until + offset + change / 2)
      const time = local.toISOString().slice(11, 16)
      const rule = { every: 1, on: weekdays, from: '2025-12-01' }
      const since = Temporal.Instant.fromEpochMilliseconds(until - 1.5 * dayMs)
      const [early = 0, moved = 0, late = 0] = millisecondsOf(nextSessions({ zone, time, rule }, since, 3))
      expect.soft(moved, `${time}, ${local}`).toBe(until + change / 2)
      expect.soft(moved - early, `before ${local}`).toBe(dayMs)
      expect.soft(late - moved, `after ${local}`).toBe(dayMs - change)
    }
  })

  test('sessions ascend, there are as many as asked for, and fewer are the first of more', () => {
    for (const schedule of schedules.filter(
      ({ pausedFrom, pausedTo }) => pausedFrom === undefined || pausedTo,
    )) {
      const many = millisecondsOf(nextSessions(schedule, before, 60))
      expect(many).toHaveLength(60)
      expect(many).toEqual([...new Set(many)].sort((a, b) => a - b))
      for (const count of [0, 1, 2, 7, 59])
        expect(millisecondsOf(nextSessions(schedule, before, count))).toEqual(many.slice(0, count))
    }
  })

  test('asking again from any session goes on after it, wherever the clock has jumped meanwhile', () => {
    for (const [seed, schedule] of schedules.entries()) {
      const random = seeded(seed + 1)
      const all = nextSessions(schedule, before, 60)
      for (let jump = 0; jump < repeats(5, 15); jump++) {
        const index = Math.floor(random() * all.length)
        const from = all[index]
        if (from === undefined) continue
        expect(nextSessions(schedule, from, 60 - index - 1).map(String)).toEqual(
          all.slice(index + 1).map(String),
        )
        const justBefore = from.subtract({ nanoseconds: 1 })
        expect(nextSessions(schedule, justBefore, 60 - index).map(String)).toEqual(
          all.slice(index).map(String),
        )
      }
    }
  })
})

test('those zones have hundreds of gaps and of doubled hours', () => {
  const changes = [...stretches.values()].flatMap((all) =>
    all.slice(1).map(({ offset }, index) => offset - (all[index]?.offset ?? 0)),
  )
  expect(changes.filter((change) => change > 0).length).toBeGreaterThan(100)
  expect(changes.filter((change) => change < 0).length).toBeGreaterThan(100)
})

describe('far from where the rule began', () => {
  const weekly: Schedule = { zone: 'UTC', time: '17:00', rule: { every: 3, on: ['wed'], from: '1990-01-03' } }

  test('every n weeks keeps its weeks, for each n', () => {
    for (let every = 1; every <= 52; every++) {
      const found = nextSessions(
        { ...weekly, rule: { every, on: ['wed'], from: '1990-01-05' } },
        '2100-01-01T00:00Z',
        500,
      )
      // The Wednesday of week 0 is before `from`, but it is what weeks are counted from.
      const weekZero = Date.parse('1990-01-03T17:00Z')
      expect(found).toHaveLength(500)
      expect(found[0]?.epochMilliseconds).toBeLessThanOrEqual(Date.UTC(2100, 0, 1) + every * 7 * dayMs)
      for (const [index, at] of millisecondsOf(found).entries()) {
        expect((at - weekZero) % (every * 7 * dayMs)).toBe(0)
        if (index > 0) expect(at - (found[index - 1]?.epochMilliseconds ?? 0)).toBe(every * 7 * dayMs)
      }
    }
  })

  test('the fifth weekday of a month is found for centuries', () => {
    const found = nextSessions(
      { zone: 'UTC', time: '17:00', rule: { monthly: [5], on: 'wed' } },
      '2100-01-01T00:00Z',
      500,
    )
    expect(found).toHaveLength(500)
    for (const at of found) {
      const day = at.toZonedDateTimeISO('UTC')
      expect(day.dayOfWeek).toBe(3)
      expect(day.day).toBeGreaterThan(28)
    }
  })

  test('a pause of thousands of years is skipped', () => {
    const rule = { every: 1, on: ['wed'], from: '1990-01-03' } as const
    const paused = { ...weekly, rule, pausedFrom: '1990-01-10', pausedTo: '9998-12-31' }
    expect(told(paused, '1990-01-01T00:00Z', 2)).toEqual(['1990-01-03T17:00:00Z', '9999-01-06T17:00:00Z'])
    expect(told(paused, '2026-01-01T00:00Z', 1)).toEqual(['9999-01-06T17:00:00Z'])
  })

  test('nothing comes within a pause without an end', () => {
    expect(told({ ...weekly, pausedFrom: '1990-01-10' }, '2100-01-01T00:00Z', 10)).toEqual([])
    expect(told({ ...weekly, pausedFrom: '1980-01-10' }, '1970-01-01T00:00Z', 10)).toEqual([])
  })

  test('hundreds of exceptions in a row are passed', () => {
    const daily: Schedule = {
      zone: 'UTC',
      time: '17:00',
      rule: { every: 1, on: weekdays, from: '2026-01-01' },
    }
    const except = Array.from({ length: 900 }, (_, index) => dateOf(start + index * dayMs))
    expect(told({ ...daily, except }, '2026-01-01T00:00Z', 1)).toEqual([
      `${dateOf(start + 900 * dayMs)}T17:00:00Z`,
    ])
  })

  test('a rule of the future waits for its start', () => {
    const rule = { monthly: [1], on: 'thu', from: '2030-01-04' } as const
    expect(told({ ...weekly, rule }, '2026-01-01T00:00Z', 1)).toEqual(['2030-02-07T17:00:00Z'])
  })
})

test.each([
  ['2026-12-08', '2026-12-08', [1, 9, 10, 16]],
  ['2026-12-09', '2026-12-09', [1, 8, 10, 16]],
  ['2026-12-10', '2026-12-10', [1, 8, 9, 16]],
  ['2026-12-08', '2026-12-10', [1, 16, 23, 30]],
])('a pause from %s to %s drops what is on either date, extras too', (pausedFrom, pausedTo, days) => {
  const schedule: Schedule = {
    zone: 'UTC',
    time: '17:00',
    rule: { every: 1, on: ['wed'], from: '2026-12-03' },
    extra: ['2026-12-01T17:00', '2026-12-08T00:00', '2026-12-10T23:59'],
  }
  const found = nextSessions({ ...schedule, pausedFrom, pausedTo }, '2026-11-23T12:00Z', 4)
  expect(found.map((at) => at.toZonedDateTimeISO('UTC').day)).toEqual(days)
})

describe('the date that was asked for', () => {
  const apia: Schedule = {
    zone: 'Pacific/Apia',
    time: '17:00',
    rule: { every: 1, on: ['fri', 'sat'], from: '2011-12-02' },
  }
  const dates = (schedule: Schedule) =>
    datedSessions(schedule, '2011-12-28T00:00Z', 2).map(({ at, date }) => [date, String(at)])
  const [saturday, friday] = ['2011-12-31T03:00:00Z', '2012-01-06T03:00:00Z']

  test('is the earlier where two give one instant', () => {
    expect(dates(apia)).toEqual([
      ['2011-12-30', saturday],
      ['2012-01-06', friday],
    ])
    const extra = { zone: apia.zone, time: apia.time, extra: ['2011-12-31T17:00', '2011-12-30T17:00'] }
    expect(dates(extra)).toEqual([['2011-12-30', saturday]])
  })

  test('is what exceptions mean', () => {
    expect(dates({ ...apia, except: ['2011-12-30'] })[0]).toEqual(['2011-12-31', saturday])
    expect(dates({ ...apia, except: ['2011-12-31'] })[0]).toEqual(['2011-12-30', saturday])
    expect(dates({ ...apia, except: ['2011-12-30', '2011-12-31'] })[0]).toEqual(['2012-01-06', friday])
  })

  test('is what pauses mean', () => {
    const paused = { ...apia, extra: ['2011-12-30T20:00'], pausedTo: '2011-12-31' }
    expect(dates({ ...paused, pausedFrom: '2011-12-31' })[0]).toEqual(['2011-12-30', saturday])
    expect(dates({ ...paused, pausedFrom: '2011-12-30' })[0]).toEqual(['2012-01-06', friday])
  })

  test('is still to come when the day it is moved to has begun', () => {
    const fridays: Schedule = { ...apia, rule: { every: 1, on: ['fri'], from: '2011-12-02' } }
    expect(told(fridays, '2011-12-31T02:59:59Z', 1)).toEqual([saturday])
  })
})

describe('a schedule as data', () => {
  const fine = { zone: 'Europe/Berlin', time: '17:00' }
  const rule = { every: 2, on: ['wed'], from: '2026-12-02' }
  const full = {
    ...fine,
    rule,
    except: ['2026-12-30'],
    extra: ['2027-01-04T18:30'],
    pausedFrom: '2027-02-15',
    pausedTo: '2027-02-28',
  }

  test.each<[string, object]>([
    ['with everything', full],
    ['with nothing but zone and time', fine],
    ['by weekdays of the month', { ...fine, rule: { monthly: [1, 5, -1], on: 'thu' } }],
    [
      'by weekdays of the month from a date on',
      { ...fine, rule: { monthly: [3], on: 'thu', from: '2026-12-02' } },
    ],
    ['with an old name of a zone', { ...fine, zone: 'Asia/Calcutta' }],
    ['every 52 weeks at the last minute', { ...fine, time: '23:59', rule: { ...rule, every: 52 } }],
    ['with a pause of one day', { ...full, pausedTo: full.pausedFrom }],
    ['paused until resumed', { ...fine, pausedFrom: '2027-02-15' }],
  ])('%s is taken as it is', (_, data) => {
    expect(Schedule.parse(data)).toEqual(data)
  })

  test.each<[string, string, object]>([
    ['zone', 'no zone', { time: '17:00' }],
    ['zone', 'an unknown zone', { ...fine, zone: 'Europe/Atlantis' }],
    ['zone', 'an offset', { ...fine, zone: '+01:00' }],
    ['zone', 'a timestamp with a zone in it', { ...fine, zone: '2026-12-02T17:00[Europe/Berlin]' }],
    ['time', 'no time', { zone: 'UTC' }],
    ['time', '24:00', { ...fine, time: '24:00' }],
    ['time', 'one digit', { ...fine, time: '7:00' }],
    ['time', 'seconds', { ...fine, time: '17:00:00' }],
    ['rule', 'no object', { ...fine, rule: 'weekly' }],
    ['rule', 'null', { ...fine, rule: null }],
    ['rule', 'weekly with a key too many', { ...fine, rule: { ...rule, until: '2027-01-01' } }],
    ['rule.every', 'an empty rule', { ...fine, rule: {} }],
    ['rule.every', '0', { ...fine, rule: { ...rule, every: 0 } }],
    ['rule.every', '53', { ...fine, rule: { ...rule, every: 53 } }],
    ['rule.every', 'a fraction', { ...fine, rule: { ...rule, every: 1.5 } }],
    ['rule.on', 'no weekday', { ...fine, rule: { ...rule, on: [] } }],
    ['rule.on', 'a weekday outside a list', { ...fine, rule: { ...rule, on: 'wed' } }],
    ['rule.on.1', 'an unknown weekday', { ...fine, rule: { ...rule, on: ['wed', 'Thu'] } }],
    ['rule.from', 'weekly without a start', { ...fine, rule: { every: 2, on: ['wed'] } }],
    ['rule.from', 'a date that is not', { ...fine, rule: { ...rule, from: '2027-02-29' } }],
    ['rule', 'weekly and monthly', { ...fine, rule: { every: 2, monthly: [1], on: 'thu' } }],
    ['rule.monthly', 'none of the month', { ...fine, rule: { monthly: [], on: 'thu' } }],
    ['rule.monthly.0', 'the 0th', { ...fine, rule: { monthly: [0], on: 'thu' } }],
    ['rule.monthly.1', 'the 6th', { ...fine, rule: { monthly: [1, 6], on: 'thu' } }],
    ['rule.monthly.0', 'the last but one', { ...fine, rule: { monthly: [-2], on: 'thu' } }],
    ['rule.on', 'several weekdays of the month', { ...fine, rule: { monthly: [1], on: ['thu'] } }],
    ['rule.from', 'monthly from no date', { ...fine, rule: { monthly: [1], on: 'thu', from: 'today' } }],
    ['except.1', 'no date among the exceptions', { ...fine, except: ['2026-12-30', '2026-02-30'] }],
    ['except.0', 'an exception with a time', { ...fine, except: ['2026-12-30T17:00'] }],
    ['extra.0', 'an extra without a time', { ...fine, extra: ['2027-01-04'] }],
    ['extra.1', 'an extra that is not local', { ...fine, extra: ['2027-01-04T18:30', '2027-01-04T18:30Z'] }],
    ['extra.0', 'an extra on a date that is not', { ...fine, extra: ['2027-02-29T18:30'] }],
    ['extra.0', 'an extra at 24:00', { ...fine, extra: ['2027-02-28T24:00'] }],
    ['pausedFrom', 'a pause from no date', { ...fine, pausedFrom: 'today' }],
    ['pausedTo', 'a pause to no date', { ...full, pausedTo: '2027-02-30' }],
    ['pausedTo', 'a pause that ends before it starts', { ...full, pausedTo: '2027-02-14' }],
    ['pausedTo', 'a pause that never starts', { ...fine, pausedTo: '2027-02-28' }],
    ['', 'a key too many', { ...full, pause: '2027-02-15' }],
  ])('is refused at “%s”: %s', (path, _, data) => {
    const { error } = Schedule.safeParse(data)
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
  })
})

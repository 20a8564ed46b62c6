import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { weekdays } from '../../src/reading/schedule/rule.ts'
import { datedSessions, nextSessions, Schedule } from '../../src/reading/schedule/schedule.ts'
import { repeats } from '../repeats.ts'
import reference from './schedule.json' with { type: 'json' }
import { dateOf, dayMs, millisecondsOf, start } from './schedule-days.ts'

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

describe('far from where the rule began', () => {
  const weekly: Schedule = { zone: 'UTC', time: '17:00', rule: { every: 3, on: ['wed'], from: '1990-01-03' } }

  test('every n weeks keeps its weeks', () => {
    for (let every = 1; every <= 52; every += repeats(3, 1)) {
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

import { describe, expect, test } from 'vitest'
import { readRule } from '../../src/reading/schedule/read-rule.ts'
import { type Rule, weekdays } from '../../src/reading/schedule/rule.ts'
import { ruleWords, toTypedRule } from '../../src/reading/schedule/rule-words.ts'
import { Schedule } from '../../src/reading/schedule/schedule.ts'
import type { RefusedKind } from '../../src/time/words/refused.ts'
import { comparable, expectedOf, rowsOf } from '../time/times-table.ts'

/** A Monday, 7:00 in New York. */
const today = '2026-11-23'
const now = '2026-11-23T12:00:00Z'
const read = (words: string) => readRule(words, { now, zone: 'America/New_York' })

describe(`the table of rules: ${rowsOf('rule').length} rows`, () => {
  test.each(rowsOf('rule'))('$text, typed at $now in $zone', (row) => {
    const { text, now, zone } = row
    const rule = readRule(text, { now, zone })
    expect(comparable(rule, row)).toEqual(expectedOf(row))
    if ('refused' in rule) return
    const { said: _, ...schedule } = rule
    expect(readRule(toTypedRule(Schedule.parse(schedule)), { now, zone: 'UTC' })).toEqual(schedule)
  })
})

describe('a rule in words', () => {
  test.each<[string, string, string, Rule]>([
    [
      'every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02',
      'Europe/Berlin',
      '17:00',
      { every: 2, on: ['wed'], from: '2026-12-02' },
    ],
    ['1st,3rd thu 18:00 Asia/Kolkata', 'Asia/Kolkata', '18:00', { monthly: [1, 3], on: 'thu' }],
    ['last wed 17:00 Europe/London', 'Europe/London', '17:00', { monthly: [-1], on: 'wed' }],
    [
      'from 2026-12-02 Europe/Berlin, wed at 5pm, every 2 weeks',
      'Europe/Berlin',
      '17:00',
      { every: 2, on: ['wed'], from: '2026-12-02' },
    ],
    [
      'On the 1st and the 3rd Thursday of the month at 18:00, asia/kolkata, starting 2027-01-01',
      'Asia/Kolkata',
      '18:00',
      { monthly: [1, 3], on: 'thu', from: '2027-01-01' },
    ],
  ])('%s', (words, zone, time, rule) => {
    expect(read(words)).toEqual({ zone, time, rule })
    expect(Schedule.parse(read(words))).toEqual({ zone, time, rule })
  })

  test.each<[string, number, readonly string[]]>([
    ['wed', 1, ['wed']],
    ['every wed', 1, ['wed']],
    ['each Wednesday', 1, ['wed']],
    ['on wednesdays', 1, ['wed']],
    ['Weds', 1, ['wed']],
    ['weekly wed', 1, ['wed']],
    ['weekly, on wed', 1, ['wed']],
    ['wed, weekly', 1, ['wed']],
    ['every week on tue and thu', 1, ['tue', 'thu']],
    ['every 1 week thurs, tues', 1, ['tue', 'thu']],
    ['mon, wed, and fri', 1, ['mon', 'wed', 'fri']],
    ['mon & mon', 1, ['mon']],
    ['sun sat', 1, ['sat', 'sun']],
    ['  every   2  weeks\n wed ', 2, ['wed']],
    ['every two weeks on wed', 2, ['wed']],
    ['every other week wed', 2, ['wed']],
    ['every other wed', 2, ['wed']],
    ['every 2nd week on wed', 2, ['wed']],
    ['every third week wed', 3, ['wed']],
    ['fortnightly wed', 2, ['wed']],
    ['alternate wednesdays', 2, ['wed']],
    ['every fortnight on wed', 2, ['wed']],
    ['biweekly wed', 2, ['wed']],
    ['mon-wed', 1, ['mon', 'tue', 'wed']],
    ['monday through friday', 1, ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['every weekday', 1, ['mon', 'tue', 'wed', 'thu', 'fri']],
    ['weekends', 1, ['sat', 'sun']],
    ['daily', 1, weekdays],
    ['wed every 52 weeks', 52, ['wed']],
  ])('“%s 17:00” is every %i weeks on %j, from the first such day on', (words, every, on) => {
    const from = `2026-11-${23 + weekdays.findIndex((day) => on.includes(day))}`
    const expected = { zone: 'America/New_York', time: '17:00', rule: { every, on, from } }
    expect(read(`${words} 17:00`)).toEqual(expected)
    expect(read(`17:00 ${words.toUpperCase()}`)).toEqual(expected)
  })

  test.each<[string, readonly number[], string]>([
    ['2nd tue', [2], 'tue'],
    ['the first monday', [1], 'mon'],
    ['monthly 2nd tue', [2], 'tue'],
    ['monthly, on the 2nd tue', [2], 'tue'],
    ['every month on the fifth sat', [5], 'sat'],
    ['every last fri', [-1], 'fri'],
    ['every 1st thu', [1], 'thu'],
    ['every 2nd and 4th thu', [2, 4], 'thu'],
    ['every 2nd thu of the month', [2], 'thu'],
    ['third thu of every month', [3], 'thu'],
    ['3rd,1st thu', [1, 3], 'thu'],
    ['1st , 3rd & last thu', [1, 3, -1], 'thu'],
    ['last and 2nd and 2nd thu', [2, -1], 'thu'],
  ])('“%s 17:00” is %j of the month, %s', (words, monthly, on) => {
    const expected = { zone: 'America/New_York', time: '17:00', rule: { monthly, on } }
    expect(read(`${words} 17:00`)).toEqual(expected)
    expect(read(`17:00, ${words}`)).toEqual(expected)
  })

  test.each([
    ['17:00', '17:00'],
    ['at 17:00', '17:00'],
    ['9:30', '09:30'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
    ['17.30', '17:30'],
    ['5pm', '17:00'],
    ['5 PM', '17:00'],
    ['at 5:30 pm', '17:30'],
    ['5:30pm', '17:30'],
    ['5 p.m.', '17:00'],
    ['9am', '09:00'],
    ['12am', '00:00'],
    ['12:30 am', '00:30'],
    ['12pm', '12:00'],
  ])('%s is the time %s', (words, time) => {
    expect(read(`every 2 weeks wed ${words}`)).toMatchObject({ time, rule: { every: 2, on: ['wed'] } })
    expect(read(`${words} 1st and 3rd wed UTC`)).toMatchObject({ time, rule: { monthly: [1, 3] } })
  })

  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['EUROPE/BERLIN', 'Europe/Berlin'],
    ['america/new_york', 'America/New_York'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['america/argentina/buenos_aires', 'America/Argentina/Buenos_Aires'],
    ['antarctica/dumontdurville', 'Antarctica/DumontDUrville'],
    ['utc', 'UTC'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['asia/calcutta', 'Asia/Calcutta'],
    ['us/pacific', 'US/Pacific'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['japan', 'Japan'],
  ])('%s is the zone %s', (words, zone) => {
    expect(read(`wed 17:00 ${words}`)).toMatchObject({ zone })
    expect(read(`${words}, wed 17:00`)).toMatchObject({ zone })
  })

  test('every zone that Intl names is understood in small letters and spelt as there', () => {
    for (const zone of Intl.supportedValuesOf('timeZone'))
      expect.soft(read(`wed 17:00 ${zone.toLowerCase()}`)).toMatchObject({ zone })
  })
})

describe('start, end and length', () => {
  test.each<[string, Record<string, unknown>]>([
    ['wed 17:00 from tomorrow', { rule: { every: 1, on: ['wed'], from: '2026-11-24' } }],
    ['wed 17:00 starting in january', { rule: { every: 1, on: ['wed'], from: '2027-01-01' } }],
    ['from 9 Dec wed 17:00', { rule: { every: 1, on: ['wed'], from: '2026-12-09' } }],
    ['wed 17:00 since 2026-09-02', { rule: { every: 1, on: ['wed'], from: '2026-09-02' } }],
    [
      '1st thu 17:00 from 9 dec to 31 mar',
      { rule: { monthly: [1], on: 'thu', from: '2026-12-09' }, until: '2027-03-31' },
    ],
    ['wed 17:00 until 31 March 2027', { until: '2027-03-31' }],
    ['wed 17:00 until 18:30', { time: '17:00', minutes: 90 }],
    ['wed from 5 to 6:30pm', { time: '17:00', minutes: 90 }],
    ['wed 17:00 for 90m', { time: '17:00', minutes: 90 }],
    ['mon 7:00', { rule: { every: 1, on: ['mon'], from: '2026-11-30' } }],
    ['mon 7:01', { rule: { every: 1, on: ['mon'], from: '2026-11-23' } }],
  ])('%s', (words, expected) => {
    expect(read(words)).toMatchObject(expected)
  })
})

describe('nothing is guessed', () => {
  test.each<[string, RefusedKind]>([
    ['', 'unreadable'],
    ['soon', 'unreadable'],
    ['wed', 'no-time'],
    ['wed at 5', 'ambiguous'],
    ['mon-fri 9', 'ambiguous'],
    ['wed 5-6', 'ambiguous'],
    ['wed midnight', 'ambiguous'],
    ['wed evening', 'ambiguous'],
    ['wed 17:5', 'unreadable'],
    ['wed 24:00', 'no-such-time'],
    ['wed 17:60', 'no-such-time'],
    ['wed 13pm', 'no-such-time'],
    ['wed 0:30 am', 'no-such-time'],
    ['tue 17:00 thu 18:00', 'two-times'],
    ['wed 17:00 1h', 'two-times'],
    ['wed 18:00-17:00', 'backwards'],
    ['17:00', 'no-weekday'],
    ['1st 17:00', 'day-of-month'],
    ['monthly on the 15th 17:00', 'day-of-month'],
    ['every 2 weeks 17:00', 'no-weekday'],
    ['monthly 17:00', 'no-weekday'],
    ['every year wed 17:00', 'unreadable'],
    ['6th wed 17:00', 'unreadable'],
    ['wed 17:00 except 2026-12-30', 'unreadable'],
    ['wed 2 dec 17:00', 'unreadable'],
    ['next wed 17:00', 'unreadable'],
    ['every 0 weeks wed 17:00', 'unreadable'],
    ['every 53 weeks wed 17:00', 'unreadable'],
    ['every 1.5 weeks wed 17:00', 'unreadable'],
    ['every few weeks wed 17:00', 'unreadable'],
    ['every constructor weeks wed 17:00', 'unreadable'],
    ['every 2 days 17:00', 'unreadable'],
    ['every 2 months 1st wed 17:00', 'months'],
    ['every other month 1st wed 17:00', 'months'],
    ['weekly every 2 weeks wed 17:00', 'ambiguous'],
    ['weekly wed 17:00 monthly', 'ambiguous'],
    ['every 2 weeks 1st wed 17:00', 'ambiguous'],
    ['fortnightly tue thu 17:00', 'ambiguous'],
    ['monthly wed 17:00', 'ambiguous'],
    ['1st tue and thu 17:00', 'one-weekday'],
    ['1st tue and 3rd thu 17:00', 'one-weekday'],
    ['every 2nd wed 17:00', 'ambiguous'],
    ['every third thursday 17:00', 'ambiguous'],
    ['2nd last wed 17:00', 'unreadable'],
    ['1st, wed 17:00', 'unreadable'],
    ['wed 1st 17:00', 'unreadable'],
    ['wed 17:00 Europe/Berln', 'zone-unknown'],
    ['wed 17:00 +02:00', 'zone-offset'],
    ['wed 17:00 UTC+2', 'zone-offset'],
    ['wed 17:00Z', 'zone-offset'],
    ['wed 17:00 MST', 'ambiguous'],
    ['wed 17:00 UTC Europe/Berlin', 'two-zones'],
    ['wed 17:00 from 2026-02-30', 'no-such-date'],
    ['wed 17:00 from 2 nov', 'past'],
    ['wed 17:00 until 2026-11-20', 'past'],
    ['wed 17:00 until 24 nov', 'backwards'],
    ['wed 17:00 from 9 dec until 2 dec', 'backwards'],
    ['wed 17:00 until december', 'ambiguous'],
    ['wed 17:00 from', 'unreadable'],
    ['wed 17:00 from 2026-12-02 from 2026-12-09', 'unreadable'],
    ['wed 17:00-18:00 for 90m', 'unreadable'],
    [`wed 17:00 ${'x'.repeat(500)}`, 'unreadable'],
  ])('“%s” is refused as %s', (words, refused) => {
    expect(read(words)).toMatchObject({ refused })
  })
})

describe('a rule is told', () => {
  test.each<[string, Schedule]>([
    [
      'every 2 weeks on Wednesday at 17:00 (Europe/Berlin)',
      { zone: 'Europe/Berlin', time: '17:00', rule: { every: 2, on: ['wed'], from: today } },
    ],
    [
      'every Tuesday and Thursday at 18:30 (UTC)',
      { zone: 'UTC', time: '18:30', rule: { every: 1, on: ['thu', 'tue'], from: today } },
    ],
    [
      'every Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday at 09:00 (UTC)',
      { zone: 'UTC', time: '09:00', rule: { every: 1, on: weekdays, from: today } },
    ],
    [
      'every first and third Thursday of the month at 18:00 (Asia/Kolkata)',
      { zone: 'Asia/Kolkata', time: '18:00', rule: { monthly: [1, 3], on: 'thu' } },
    ],
    [
      'every second, fourth and last Friday of the month at 18:00 (UTC)',
      { zone: 'UTC', time: '18:00', rule: { monthly: [-1, 4, 2, 4], on: 'fri' } },
    ],
    [
      'every last Wednesday of the month at 17:00 (Europe/London)',
      { zone: 'Europe/London', time: '17:00', rule: { monthly: [-1], on: 'wed' } },
    ],
    [
      'every Wednesday at 17:00 for 90 minutes (UTC), until 31 March 2027',
      {
        zone: 'UTC',
        time: '17:00',
        rule: { every: 1, on: ['wed'], from: today },
        until: '2027-03-31',
        minutes: 90,
      },
    ],
    ['on single dates (Asia/Kolkata)', { zone: 'Asia/Kolkata', time: '18:00', extra: ['2026-12-05T10:30'] }],
  ])('%s', (words, schedule) => {
    expect(ruleWords(schedule)).toBe(words)
  })
})

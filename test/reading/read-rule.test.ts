import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { readRule, ruleWords } from '../../src/reading/schedule/read-rule.ts'
import { type Rule, weekdays } from '../../src/reading/schedule/rule.ts'
import { Schedule } from '../../src/reading/schedule/schedule.ts'

const today = '2026-11-23'
const read = (words: string) => readRule(words, today, 'America/New_York')

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
    ['wed every 52 weeks', 52, ['wed']],
  ])('“%s 17:00” is every %i weeks on %j, from today on', (words, every, on) => {
    const expected = { zone: 'America/New_York', time: '17:00', rule: { every, on, from: today } }
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
    expect(read(`wed 17:00 ${words}`).zone).toBe(zone)
    expect(read(`${words}, wed 17:00`).zone).toBe(zone)
  })

  test('every zone that Intl names is understood in small letters and spelt as there', () => {
    for (const zone of Intl.supportedValuesOf('timeZone'))
      expect.soft(read(`wed 17:00 ${zone.toLowerCase()}`).zone).toBe(zone)
  })
})

describe('nothing is guessed', () => {
  test.each([
    ['', 'I found no time of day'],
    ['soon', 'I found no time of day'],
    ['wed', 'I found no time of day'],
    ['wed 17', 'I found no time of day'],
    ['wed at 5', 'I found no time of day'],
    ['wed 17:5', 'I found no time of day'],
    ['wed 17:00-18:30', 'I found no time of day'],
    ['wed 24:00', '“24:00” is no time of day'],
    ['wed 17:60', '“17:60” is no time of day'],
    ['wed 13pm', '“13pm” is no time of day'],
    ['wed 0:30 am', '“0:30 am” is no time of day'],
    ['tue 17:00 thu 18:00', 'one time of day, and that names two'],
    ['17:00', 'I found no weekday'],
    ['1st 17:00', 'I found no weekday'],
    ['every 2 weeks 17:00', 'I found no weekday'],
    ['monthly 17:00', 'I found no weekday'],
    ['daily 17:00', "I don't know what “daily” means"],
    ['mon-fri 17:00', "I don't know what “mon-fri” means"],
    ['biweekly wed 17:00', "I don't know what “biweekly” means"],
    ['every year wed 17:00', "I don't know what “year” means"],
    ['6th wed 17:00', "I don't know what “6th” means"],
    ['wed 17:00 except 2026-12-30', "I don't know what “except” means"],
    ['wed 17:00 Europe/Berlin time', "I don't know what “time” means"],
    ['every 0 weeks wed 17:00', '“0” is no number of weeks from 1 to 52'],
    ['every 53 weeks wed 17:00', '“53” is no number of weeks from 1 to 52'],
    ['every 1.5 weeks wed 17:00', '“1.5” is no number of weeks from 1 to 52'],
    ['every few weeks wed 17:00', '“few” is no number of weeks from 1 to 52'],
    ['every constructor weeks wed 17:00', '“constructor” is no number of weeks from 1 to 52'],
    ['every 2 months 1st wed 17:00', 'A monthly rule is for every month'],
    ['weekly every 2 weeks wed 17:00', 'once how often, and that says it twice'],
    ['weekly wed 17:00 monthly', 'once how often, and that says it twice'],
    ['every 2 weeks 1st wed 17:00', 'by weeks or by months, and that says both'],
    ['monthly wed 17:00', 'leaves open which one of the month'],
    ['1st tue and thu 17:00', 'A monthly rule has one weekday'],
    ['1st tue and 3rd thu 17:00', 'A monthly rule has one weekday'],
    ['every 2nd wed 17:00', 'Write monthly 2nd wed 17:00, or every 2 weeks wed 17:00.'],
    ['every third thursday 17:00', 'Write monthly 3rd thu 17:00, or every 3 weeks thu 17:00.'],
    ['2nd last wed 17:00', 'which one of the month “2nd last” is'],
    ['1st, wed 17:00', 'which one of the month “1st ,” is'],
    ['wed 17:00 Europe/Berln', 'I know no time zone “europe/berln”'],
    ['wed 17:00 +02:00', 'I know no time zone “+02:00”'],
    ['wed 17:00 UTC+2', 'I know no time zone “utc+2”'],
    ['wed 17:00 PST', 'I know no time zone “pst”'],
    ['wed 17:00 UTC Europe/Berlin', 'one time zone, and that names two'],
    ['wed 17:00 from 2026-02-30', '“2026-02-30” is no date'],
    ['wed 17:00 from tomorrow', '“tomorrow” is no date'],
    ['wed 17:00 from', "I don't know what “from” means"],
    ['wed 17:00 from 2026-12-02 from 2026-12-09', 'starts on one date, and that names two'],
    [`wed 17:00 ${'x'.repeat(500)}`, `“${'x'.repeat(39)}…”`],
  ])('“%s” is refused: %s', (words, why) => {
    expect(() => read(words)).toThrow(why)
    expect(() => read(words)).toThrow(UserError)
  })

  test('a refusal says how to write it', () => {
    expect(() => read('daily 17:00')).toThrow(
      'Write the rule like every 2 weeks wed 17:00 Europe/Berlin, or 1st,3rd thu 18:00.',
    )
  })
})

describe('a rule is told', () => {
  test.each<[string, Schedule]>([
    [
      'every 2 weeks on Wednesday at 17:00, Europe/Berlin',
      { zone: 'Europe/Berlin', time: '17:00', rule: { every: 2, on: ['wed'], from: today } },
    ],
    [
      'every week on Tuesday and Thursday at 18:30, UTC',
      { zone: 'UTC', time: '18:30', rule: { every: 1, on: ['thu', 'tue'], from: today } },
    ],
    [
      'every week on Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday at 09:00, UTC',
      { zone: 'UTC', time: '09:00', rule: { every: 1, on: weekdays, from: today } },
    ],
    [
      'on the 1st and 3rd Thursday of the month at 18:00, Asia/Kolkata',
      { zone: 'Asia/Kolkata', time: '18:00', rule: { monthly: [1, 3], on: 'thu' } },
    ],
    [
      'on the 2nd, 4th and last Friday of the month at 18:00, UTC',
      { zone: 'UTC', time: '18:00', rule: { monthly: [-1, 4, 2, 4], on: 'fri' } },
    ],
    [
      'on the last Wednesday of the month at 17:00, Europe/London',
      { zone: 'Europe/London', time: '17:00', rule: { monthly: [-1], on: 'wed' } },
    ],
    ['on single dates, Asia/Kolkata', { zone: 'Asia/Kolkata', time: '18:00', extra: ['2026-12-05T10:30'] }],
  ])('%s', (words, schedule) => {
    expect(ruleWords(schedule)).toBe(words)
  })
})

import { describe, expect, test } from 'vitest'
import { readTime } from '../../src/time/read-time.ts'
import type { RefusedKind } from '../../src/time/words/refused.ts'
import { writeTime } from '../../src/time/write-time.ts'
import { comparable, expectedOf, rowsOf } from './times-table.ts'

/** A Saturday, 17:30 in Berlin. */
const saturday = { now: '2026-11-28T16:30:00Z', zone: 'Europe/Berlin' }
/** 9:00 in Berlin. */
const monday = { now: '2026-11-30T08:00:00Z', zone: 'Europe/Berlin' }

describe(`the table of times: ${rowsOf('time').length} rows`, () => {
  test.each(rowsOf('time'))('$text, typed at $now in $zone', (row) => {
    const { text, now, zone } = row
    expect(comparable(readTime(text, { now, zone }), row)).toEqual(expectedOf(row))
  })
})

describe('on a Saturday at 17:30 in Berlin', () => {
  test.each([
    // Spans: minutes and hours are elapsed time, days and longer ones keep the clock.
    ['an hour and a half', '2026-11-28T18:00:00Z'],
    ['one and a half hours', '2026-11-28T18:00:00Z'],
    ['1½ hours', '2026-11-28T18:00:00Z'],
    ['2,5h', '2026-11-28T19:00:00Z'],
    ['2 weeks and 1 day', '2026-12-13T16:30:00Z'],
    ['twelve hours', '2026-11-29T04:30:00Z'],
    ['after 2 hours', '2026-11-28T18:30:00Z'],
    ['1 Month', '2026-12-28T16:30:00Z'],
    ['366 days', '2027-11-29T16:30:00Z'],
    ['in 3 days at 17:00', '2026-12-01T16:00:00Z'],
    // Times of day
    ['at 17h', '2026-11-29T16:00:00Z'],
    ['fri 17h', '2026-12-04T16:00:00Z'],
    ['fri 17h30', '2026-12-04T16:30:00Z'],
    ['1700 hours', '2026-11-29T16:00:00Z'],
    ['0900', '2026-11-29T08:00:00Z'],
    ['17.30', '2026-11-29T16:30:00Z'],
    ['midday', '2026-11-29T11:00:00Z'],
    ['17 o’clock', '2026-11-29T16:00:00Z'],
    ['tonight at 8:30', '2026-11-28T19:30:00Z'],
    ['midnight tonight', '2026-11-28T23:00:00Z'],
    ['fri 24:00', '2026-12-04T23:00:00Z'],
    ['12 noon', '2026-11-29T11:00:00Z'],
    ['17:00 (5pm)', '2026-11-29T16:00:00Z'],
    ['tomorrow evening at 8', '2026-11-29T19:00:00Z'],
    // Days
    ['tmr noon', '2026-11-29T11:00:00Z'],
    ['coming friday', '2026-12-04T22:59:00Z'],
    ['tuesday week', '2026-12-08T22:59:00Z'],
    ['two weeks from friday', '2026-12-18T22:59:00Z'],
    ['friday next week', '2026-12-04T22:59:00Z'],
    ['eod friday', '2026-12-04T22:59:00Z'],
    ['end of friday', '2026-12-04T22:59:00Z'],
    ['eom', '2026-11-30T22:59:00Z'],
    ['eoy', '2026-12-31T22:59:00Z'],
    ['end of next month', '2026-12-31T22:59:00Z'],
    ['the 31st', '2026-12-31T22:59:00Z'],
    ['28th 9:00', '2026-12-28T08:00:00Z'],
    ['thrusday 5pm', '2026-12-03T16:00:00Z'],
    ['next weekend', '2026-12-06T22:59:00Z'],
    ['friday the 4th', '2026-12-04T22:59:00Z'],
    // Dates
    ['31st of Dec, 2026', '2026-12-31T22:59:00Z'],
    ['2026/12/01 17:00', '2026-12-01T16:00:00Z'],
    ['24.12', '2026-12-24T22:59:00Z'],
    ['1.12 17:00', '2026-12-01T16:00:00Z'],
    ['24.1 17:00', '2027-01-24T16:00:00Z'],
    ['fri 4/12', '2026-12-04T22:59:00Z'],
    ['28 Sep', '2027-09-28T21:59:00Z'],
    ['<!date^1796144400^{date}|then>', '2026-12-01T17:00:00Z'],
    // Any order, and what is ignored
    ['17:00 fri', '2026-12-04T16:00:00Z'],
    ['Friday, 4 December – 17:00!', '2026-12-04T16:00:00Z'],
    ['(17:00 on fri), please.', '2026-12-04T16:00:00Z'],
    ['today sat 18:00', '2026-11-28T17:00:00Z'],
    // Zones
    ['fri 17:00 in Berlin', '2026-12-04T16:00:00Z'],
    ['fri 17:00 CET Berlin', '2026-12-04T16:00:00Z'],
  ])('“%s” is %s', (text, at) => {
    expect(readTime(text, saturday)).toMatchObject({ at, zone: 'Europe/Berlin' })
  })

  test.each([
    ['fri 17:00 Zürich', '2026-12-04T16:00:00Z', 'Europe/Zurich'],
    ['Tokyo, fri 17:00', '2026-12-04T08:00:00Z', 'Asia/Tokyo'],
    ['5pm America/New York', '2026-11-28T22:00:00Z', 'America/New_York'],
    ['5pm pacific time', '2026-11-29T01:00:00Z', 'America/Los_Angeles'],
    ['fri 17:00 us/pacific', '2026-12-05T01:00:00Z', 'US/Pacific'],
    ['fri 17:00 tel aviv', '2026-12-04T15:00:00Z', 'Asia/Jerusalem'],
    ['fri 17:00 CST Chicago', '2026-12-04T23:00:00Z', 'America/Chicago'],
    ['fri 17:00 Z', '2026-12-04T17:00:00Z', 'UTC'],
    ['17:00 GMT', '2026-11-28T17:00:00Z', 'UTC'],
    ['fri 17:00 buenos aires', '2026-12-04T20:00:00Z', 'America/Argentina/Buenos_Aires'],
    ['fri 17:00 +0200', '2026-12-04T15:00:00Z', '+02:00'],
    ['fri 17:00 UTC−5', '2026-12-04T22:00:00Z', '-05:00'],
    ['2026-12-01T17:00-05:00', '2026-12-01T22:00:00Z', '-05:00'],
    ['tomorrow Tokyo', '2026-11-30T14:59:00Z', 'Asia/Tokyo'],
  ])('“%s” is %s in %s', (text, at, zone) => {
    expect(readTime(text, saturday)).toMatchObject({ at, zone })
  })

  test.each([
    ['fri 11-1pm', '2026-12-04T10:00:00Z', 120],
    ['fri 10am-1', '2026-12-04T09:00:00Z', 180],
    ['fri 9-17', '2026-12-04T08:00:00Z', 480],
    ['22:00 to midnight', '2026-11-28T21:00:00Z', 120],
    ['fri 17.00–18.30', '2026-12-04T16:00:00Z', 90],
    ['fri 17:00 for an hour', '2026-12-04T16:00:00Z', 60],
  ])('“%s” begins at %s and takes %i minutes', (text, at, minutes) => {
    expect(readTime(text, saturday)).toMatchObject({ at, minutes })
  })

  test.each<[string, RefusedKind, (readonly string[])?]>([
    ['fri 12', 'ambiguous', ['00:00', '12:00']],
    ['5 o’clock', 'ambiguous', ['05:00', '17:00']],
    ['fri 5-6', 'ambiguous', ['05:00', '17:00']],
    ['fri 4.12', 'ambiguous', ['2026-12-04', '04:12']],
    ['11/12', 'ambiguous', ['2026-12-11', '2027-11-12']],
    ['tomorrow midnight', 'ambiguous', ['2026-11-29T00:00', '2026-11-30T00:00']],
    ['fri sat', 'ambiguous', ['2026-11-28', '2026-12-04']],
    ['fri 17:00 MST', 'ambiguous', ['America/Denver', 'America/Phoenix']],
    ['wed 5 dec', 'mismatch', ['2026-12-02', '2026-12-05']],
    ['tomorrow monday', 'mismatch', ['2026-11-29', '2026-11-30']],
    ['30 sep', 'past', ['2027-09-30']],
    ['this morning', 'past'],
    ['last week', 'past'],
    ['right now', 'now'],
    ['fridays 5pm', 'recurring'],
    ['367 days', 'too-far'],
    ['31 Dec 2035', 'too-far'],
    ['13/13', 'no-such-date'],
    ['2026-02-30T10:00Z', 'no-such-date'],
    ['17:00:61', 'no-such-time'],
    ['0:30 am', 'no-such-time'],
    ['18:00-17:00', 'backwards'],
    ['fri 17:00 UTC Berlin', 'two-zones'],
    ['fri 17:00 Europe/Berln', 'zone-unknown', ['Europe/Berlin']],
    ['fri 17:00 America/San_Francisco', 'zone-unknown', ['America/Los_Angeles']],
    ['fri 17:00 Mars/Olympus', 'zone-unknown'],
    ['', 'unreadable'],
    ['-3d', 'unreadable'],
    ['3d 4d', 'unreadable'],
    ['17:5', 'unreadable'],
    ['2.5', 'unreadable'],
    ['in a week on friday', 'unreadable'],
    ['fri or sat', 'unreadable'],
    ['never 17:00', 'unreadable'],
    ['friday morning 15:00', 'unreadable'],
    ['fri 17:00 1h', 'unreadable'],
    ['fri 17:00 5', 'two-times'],
    ['before friday', 'unreadable'],
    ['december', 'unreadable'],
    ['mañana', 'unreadable'],
    ['5 to 6', 'unreadable'],
    [`fri ${'1'.repeat(400)}`, 'unreadable'],
  ])('“%s” is refused as %s', (text, refused, choices) => {
    const read = readTime(text, saturday)
    expect(read).toMatchObject({ refused })
    expect(read).toEqual({
      refused,
      ...(choices !== undefined && { choices: expect.arrayContaining([...choices]) }),
    })
  })
})

describe('on a Monday', () => {
  test.each([
    ['next sunday', ['2026-12-06', '2026-12-13']],
    ['end of next week', ['2026-12-11', '2026-12-13']],
    ['next weekend 17:00', ['2026-12-06', '2026-12-13']],
  ])('“%s” has two senses', (text, choices) => {
    expect(readTime(text, monday)).toEqual({ refused: 'ambiguous', choices })
  })

  test('the day itself counts while its time is to come', () => {
    expect(readTime('mon 10:00', monday)).toMatchObject({ at: '2026-11-30T09:00:00Z' })
    expect(readTime('mon 8:00', monday)).toMatchObject({ at: '2026-12-07T07:00:00Z' })
  })
})

describe('when the clocks change', () => {
  test.each([
    ['2027-03-28 02:30', 'Europe/Berlin', '2027-01-10T00:00:00Z', '2027-03-28T01:30:00Z'],
    ['2027-10-31 02:30', 'Europe/Berlin', '2027-09-01T00:00:00Z', '2027-10-31T00:30:00Z'],
    ['2027-10-03 02:15', 'Australia/Lord_Howe', '2027-09-01T00:00:00Z', '2027-10-02T15:45:00Z'],
    ['2w', 'America/New_York', '2027-03-07T22:00:00Z', '2027-03-21T21:00:00Z'],
    ['1 month', 'Europe/London', '2027-03-10T12:00:00Z', '2027-04-10T11:00:00Z'],
    ['1d 2h', 'Europe/Berlin', '2027-03-27T23:30:00Z', '2027-03-29T00:30:00Z'],
    ['today', 'Africa/Cairo', '2027-04-29T10:00:00Z', '2027-04-29T21:59:00Z'],
  ])('“%s” in %s, typed at %s, is %s', (text, zone, now, at) => {
    expect(readTime(text, { now, zone })).toMatchObject({ at })
  })
})

describe('an abbreviation', () => {
  test.each([
    ['CET', 'Europe/Madrid'],
    ['CST', 'Asia/Shanghai'],
    ['CST', 'America/Mexico_City'],
    ['IST', 'Europe/Dublin'],
    ['GMT', 'Europe/London'],
    ['EST', 'America/Toronto'],
  ])('%s is the own zone in %s', (letters, zone) => {
    const read = readTime(`fri 17:00 ${letters}`, { now: '2026-07-15T16:00:00Z', zone })
    expect(read).toEqual({ at: expect.any(String), zone })
  })

  test('stands for a place’s clock all year', () => {
    const read = readTime('fri 17:00 NZST', { now: '2027-01-11T00:00:00Z', zone: 'Europe/Berlin' })
    // Auckland is on NZDT in January.
    expect(read).toEqual({ at: '2027-01-15T04:00:00Z', zone: 'Pacific/Auckland', said: 'NZST' })
  })
})

test.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/New_York', '+02:00', '-05:30'])(
  'a time written for a form in %s reads back',
  (zone) => {
    const at = Date.parse('2026-12-24T18:45:00Z')
    expect(readTime(writeTime(at, zone), saturday)).toEqual({ at: '2026-12-24T18:45:00Z', zone })
  },
)

import { describe, expect, test } from 'vitest'
import { readDates } from '../../src/time/read-dates.ts'
import type { RefusedKind } from '../../src/time/words/refused.ts'
import { comparable, expectedOf, rowsOf } from './times-table.ts'

/** A Saturday, 17:30 in Berlin. */
const saturday = { now: '2026-11-28T16:30:00Z', zone: 'Europe/Berlin' }

describe(`the table of days: ${rowsOf('dates').length} rows`, () => {
  test.each(rowsOf('dates'))('$text, typed at $now in $zone', (row) => {
    const { text, now, zone } = row
    expect(comparable(readDates(text, { now, zone }), row)).toEqual(expectedOf(row))
  })
})

describe('on a Saturday', () => {
  test.each([
    ['Dec 23 and 30', '2026-12-23 2026-12-30'],
    ['23, 26 & 30 Dec', '2026-12-23 2026-12-26 2026-12-30'],
    ['23rd to 30th of December', '2026-12-23..2026-12-30'],
    ['30 Nov – 2 Dec; 24 Dec', '2026-11-30..2026-12-02 2026-12-24'],
    ['24.12. - 26.12.', '2026-12-24..2026-12-26'],
    ['23-30/12', '2026-12-23..2026-12-30'],
    ['mon to fri', '2026-11-30..2026-12-04'],
    ['fri to mon', '2026-12-04..2026-12-07'],
    ['the 23rd to the 2nd', '2026-12-23..2027-01-02'],
    ['wed and fri', '2026-12-02 2026-12-04'],
    ['Wed, 23 Dec', '2026-12-23'],
    ['2026-12-23 wed', '2026-12-23'],
    ['next week and 23 Dec', '2026-11-30..2026-12-06 2026-12-23'],
    ['this week', '2026-11-28..2026-11-29'],
    ['november', '2026-11-28..2026-11-30'],
    ['december to february', '2026-12-01..2027-02-28'],
    ['next month', '2026-12-01..2026-12-31'],
    ['from tomorrow', '2026-11-29..'],
    ['starting next week', '2026-11-30..'],
    ['until friday', '2026-11-28..2026-12-04'],
    ['a week on friday', '2026-12-11'],
    ['in 3 days', '2026-12-01'],
    ['2029-12-05', '2029-12-05'],
  ])('“%s” is %s', (text, spans) => {
    const read = readDates(text, saturday)
    const words =
      'spans' in read && read.spans.map(({ from, to }) => (from === to ? from : `${from}..${to ?? ''}`))
    expect(words).toEqual(spans.split(' '))
  })

  test.each<[string, RefusedKind]>([
    ['1 Dec, 23 and 30 Jan', 'ambiguous'],
    ['until december', 'ambiguous'],
    ['wed 24 dec', 'mismatch'],
    ['0 Dec', 'no-such-date'],
    ['31 and 31 Nov', 'no-such-date'],
    ['2026-11-20..2026-12-05', 'past'],
    ['last friday', 'past'],
    ['until 20 Nov 2026', 'past'],
    ['24 Dec 2026 to 3 Jan 2026', 'backwards'],
    ['2026-12-05 to 2026-12-01', 'backwards'],
    ['2026-12-01 to 2028-01-01', 'too-far'],
    ['every wed', 'recurring'],
    ['5, 6', 'unreadable'],
    ['wed 17:00', 'unreadable'],
    ['from 21 Dec and 24 Dec', 'unreadable'],
    ['23 Dec because holidays', 'unreadable'],
    ['', 'unreadable'],
  ])('“%s” is refused as %s', (text, refused) => {
    expect(readDates(text, saturday)).toMatchObject({ refused })
  })
})

test('“today” is that of the zone', () => {
  const now = '2026-12-31T23:30:00Z'
  const today = (zone: string) => readDates('today', { now, zone })
  expect(today('UTC')).toEqual({ spans: [{ from: '2026-12-31', to: '2026-12-31' }] })
  expect(today('Asia/Tokyo')).toEqual({ spans: [{ from: '2027-01-01', to: '2027-01-01' }] })
})

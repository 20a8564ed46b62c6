import { describe, expect, test } from 'vitest'
import { readTime, writeTime } from '../../src/time/when.ts'

const monday = Date.parse('2026-11-23T12:00:00Z')
const read = (words: string, zone = 'UTC', now = monday) => new Date(readTime(words, zone, now)).toISOString()

describe('a time in words', () => {
  test.each([
    ['30m', '2026-11-23T12:30:00.000Z'],
    ['24h', '2026-11-24T12:00:00.000Z'],
    ['3d', '2026-11-26T12:00:00.000Z'],
    ['2w', '2026-12-07T12:00:00.000Z'],
    ['in 3 hours', '2026-11-23T15:00:00.000Z'],
    ['fri 17:00', '2026-11-27T17:00:00.000Z'],
    ['Friday 17:00', '2026-11-27T17:00:00.000Z'],
    ['mon 17:00', '2026-11-23T17:00:00.000Z'],
    ['mon 11:00', '2026-11-30T11:00:00.000Z'],
    ['17:00', '2026-11-23T17:00:00.000Z'],
    ['09:00', '2026-11-24T09:00:00.000Z'],
    ['tomorrow 9:30', '2026-11-24T09:30:00.000Z'],
    ['2026-12-01 17:00', '2026-12-01T17:00:00.000Z'],
    ['2026-12-01T17:00', '2026-12-01T17:00:00.000Z'],
    ['2026-12-01', '2026-12-01T23:59:00.000Z'],
  ])('%s, asked on a Monday at noon, is %s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })

  test.each([
    ['Europe/Berlin', '2026-11-27T16:00:00.000Z'],
    ['America/New_York', '2026-11-27T22:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-27T11:30:00.000Z'],
  ])('is meant in the zone %s', (zone, expected) => {
    expect(read('fri 17:00', zone)).toBe(expected)
  })

  test('that the clocks skip moves forward by the gap', () => {
    expect(read('2027-03-28 02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z')
  })

  test('that happens twice is the first', () => {
    expect(read('2027-10-31 02:30', 'Europe/Berlin', Date.parse('2027-09-01T00:00:00Z'))).toBe(
      '2027-10-31T00:30:00.000Z',
    )
  })

  test.each([
    '',
    'soon',
    '25:00',
    '12:60',
    '2026-02-30 10:00',
    '2026-13-01',
    '9999h9',
    '-3d',
    'fri 17',
    '17:00 fri',
  ])('“%s” is refused with how to write it', (words) => {
    expect(() => read(words)).toThrow("I couldn't read that time. Write it like 30m, 24h, 3d, fri 17:00")
  })

  test.each([
    ['2026-11-22 10:00', 'That time has passed.'],
    ['0m', 'That time has passed.'],
    ['2028-01-01', 'more than a year away'],
    ['9999d', 'more than a year away'],
  ])('%s is refused: %s', (words, why) => {
    expect(() => read(words)).toThrow(why)
  })

  test.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu'])('written for a form in %s reads back', (zone) => {
    const at = Date.parse('2026-12-24T18:45:00Z')
    expect(readTime(writeTime(at, zone), zone, monday)).toBe(at)
  })
})

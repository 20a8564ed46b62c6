import { expect, test } from 'vitest'
import { readFullDate } from '../../src/time/read-full-date.ts'

test.each([
  ['2026-03-01', '2026-03-01'],
  ['2026/3/1', '2026-03-01'],
  ['1 Mar 2026', '2026-03-01'],
  ['March 1st, 2026', '2026-03-01'],
  ['Sun 1 March 2026', '2026-03-01'],
  ['2026-03-01 sun', '2026-03-01'],
  ['1.3.2026', '2026-03-01'],
  ['13/03/2026', '2026-03-13'],
  ['03/03/2026', '2026-03-03'],
  ['2026-03-01T23:30:00-05:00', '2026-03-02'],
  ['29 Feb 2024', '2024-02-29'],
  ['29 Feb 2026', undefined],
  ['Mon 1 March 2026', undefined],
  ['03/04/2026', undefined],
  ['1 March', undefined],
  ['March 2026', undefined],
  ['2026', undefined],
  ['yesterday', undefined],
  ['a week on 1 March 2026', undefined],
  ['2026-03-01 and 2026-03-02', undefined],
  ['2026-03-01 17:00', undefined],
  ['2026-13-01', undefined],
  ['', undefined],
])('the day in “%s” is %s', (text, date) => {
  expect(readFullDate(text)).toBe(date)
})

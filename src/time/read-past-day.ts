import { Temporal } from 'temporal-polyfill'
import { readFullDate } from './read-full-date.ts'

/**
 * Reads one day that may be past, as {@link readFullDate}; without a year it is the last such day until today.
 *
 * @param today As 2026-12-09.
 * @returns the date as `2026-03-01`; `undefined` for anything else.
 */
export function readPastDay(text: string, today: string): string | undefined {
  const date = Temporal.PlainDate.from(today)
  const words = text.trim().toLowerCase()
  if (words === 'today') return today
  if (words === 'yesterday') return date.subtract({ days: 1 }).toString()
  const inYears = [date.year, date.year - 1].map((year) => readFullDate(`${text} ${year}`))
  return readFullDate(text) ?? inYears.find((one) => one !== undefined && one <= today)
}

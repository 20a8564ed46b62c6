import { expect } from 'vitest'
import { calendarText } from '../../src/reading/calendar.ts'
import { anyFacts, cleanText, readWithIcalJs, readWithNodeIcal } from './calendar-readers.ts'

/** node-ical takes a typed backslash before an n for a line break, and quotes around the whole of a text away. */
const withoutQuotes = (text: string): string => text.replace(/^"(.*)"$/, '$1')

/** Calendars of any text: in lines of at most 75 octets, from which readers get the text back, cleaned. */
export function verifyAnyText(seed: number, count: number): void {
  for (const { texts, ...facts } of anyFacts(seed, count)) {
    const calendar = calendarText(facts)
    const about = JSON.stringify(texts)
    expect(calendar.endsWith('END:VCALENDAR\r\n'), about).toBe(true)
    const lines = calendar.split('\r\n')
    expect(
      lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line)),
      about,
    ).toBe(true)
    expect(calendar.isWellFormed(), about).toBe(true)
    const { name, title, place, why } = texts
    const summary = cleanText(`${name}: ${title}`)
    const description = cleanText(why) === '' ? '' : `Why: ${cleanText(why)}`
    const found = readWithIcalJs(calendar)
    const [event] = found.events
    expect(found.events, about).toHaveLength(1)
    expect(found.name, about).toBe(cleanText(name))
    expect(event?.summary, about).toBe(summary)
    expect(event?.location ?? '', about).toBe(cleanText(place))
    expect(event?.description ?? '', about).toBe(description)
    if (/\\n/i.test(`${name} ${title} ${place} ${why}`)) continue
    const [other] = readWithNodeIcal(calendar)
    const read = [other?.summary, other?.location ?? '', other?.description ?? '']
    expect(read, about).toEqual([summary, cleanText(place), description].map(withoutQuotes))
  }
}

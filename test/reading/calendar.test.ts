import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CalendarFacts, calendarText } from '../../src/reading/calendar.ts'
import { readWithIcalJs, readWithNodeIcal } from './calendar-readers.ts'
import { verifyAnyText } from './verify-calendar.ts'

const reference = (file: string): string => readFileSync(join(import.meta.dirname, 'ics', file), 'utf8')

describe('a calendar as a file', () => {
  test.each(['weekly', 'moved', 'texts'])('is byte for byte the one of the reference: %s', (name) => {
    const { facts } = JSON.parse(reference(`${name}.json`)) as { facts: CalendarFacts }
    expect(calendarText(facts)).toBe(reference(`${name}.ics`))
  })

  test.each(['weekly', 'moved', 'texts'])('is read field by field as the reference says: %s', (name) => {
    const { facts, expect: wanted } = JSON.parse(reference(`${name}.json`)) as Reference
    const found = readWithIcalJs(calendarText(facts))
    expect(found).toEqual(wanted)
    const others = readWithNodeIcal(calendarText(facts))
    const fields = wanted.events.map(({ uid, status, summary, start, end, description, location }) => ({
      ...{ uid, status, summary, start, end, description, location },
    }))
    // node-ical reads a typed backslash before an n as a line break.
    const isRead = (text: string | null) => !/\\n/i.test(text ?? '')
    for (const [i, field] of fields.entries())
      if ([field.summary, field.description, field.location].every(isRead)) expect(others[i]).toEqual(field)
  })

  test('gives any text back in one line, in lines of at most 75 octets', () => verifyAnyText(26, 60))
})

interface Reference {
  readonly facts: CalendarFacts
  readonly expect: ReturnType<typeof readWithIcalJs>
}

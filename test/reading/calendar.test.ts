import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CalendarFacts, calendarText } from '../../src/reading/calendar.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'

const reference = (file: string): string => readFileSync(join(import.meta.dirname, 'ics', file), 'utf8')

/** The lines of a calendar as a reader joins them, each with its name and its text. */
function readLines(calendar: string): readonly (readonly [name: string, text: string])[] {
  const lines = calendar.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
  return lines.map((line) => {
    const at = line.indexOf(':')
    const text = line.slice(at + 1).replaceAll(/\\(.)/g, (_, mark) => (mark === 'n' ? '\n' : mark))
    return [line.slice(0, at), text]
  })
}

/** Odd pieces of text: wide, combined, joined, invisible and broken ones. */
const pieces = [
  ...['a', 'Z', ' ', '  ', '\n', '\r\n', '\t', '\\', '\\n', ',', ';', ':', '"', '\u0000', '\u0007', '\u009f'],
  ...['对', '齐', 'é', 'e\u0301', '😀', '👩\u200d🔬', '🇩🇪', '\u202e', '\u2066', '\u200f', '\ud83d', '\ude00'],
  ...['\u2028', '\ufeff', 'https://a.example/?q=1;2,3', 'BEGIN:VEVENT'],
]

describe('a calendar as a file', () => {
  test.each(['weekly', 'moved', 'texts'])('is byte for byte the one of the reference: %s', (name) => {
    const { facts } = JSON.parse(reference(`${name}.json`)) as { facts: CalendarFacts }
    expect(calendarText(facts)).toBe(reference(`${name}.ics`))
  })

  test('gives any text back in one line, in lines of at most 75 octets', () => {
    const random = seeded(26)
    const anyText = () =>
      Array.from(
        { length: Math.floor(random() * 60) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('')
    const clean = (text: string) =>
      text
        .toWellFormed()
        .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
        .replaceAll(/[\s\p{Cc}]+/gu, ' ')
        .trim()
    for (let i = 0; i < repeats(200, 10_000); i += 1) {
      const [name, title, place, why] = [anyText(), anyText(), anyText(), anyText()]
      const event = {
        uid: '2026-12-02.g_0000000000@cruxgrid',
        sequence: 0,
        changedAt: '2026-11-23T09:00:00.000Z',
        start: '2026-12-02T17:00:00.000Z',
        end: '2026-12-02T18:00:00.000Z',
        state: 'planned',
        paper: { title },
        where: { text: place },
        why,
      } as const
      const calendar = calendarText({ name, events: [event] })
      expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true)
      const raw = calendar.split('\r\n')
      expect(raw.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true)
      expect(calendar).toBe(calendar.toWellFormed())
      const read = new Map(readLines(calendar).toReversed())
      expect(read.get('NAME')).toBe(clean(name))
      expect(read.get('SUMMARY')).toBe(clean(`${name}: ${title}`))
      expect(read.get('LOCATION') ?? '').toBe(clean(place))
      const description = readLines(calendar).find(([name]) => name === 'DESCRIPTION')?.[1] ?? ''
      if (clean(why) !== '') expect(description).toBe(`Why: ${clean(why)}`)
    }
  })
})

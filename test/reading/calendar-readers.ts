import ICAL from 'ical.js'
import { sync } from 'node-ical'
import type { CalendarFacts } from '../../src/reading/calendar.ts'
import { seeded } from '../seeded.ts'

/** An event as a reader finds it; `null` for what it doesn't have. */
export interface FoundEvent {
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly summary: string
  readonly start: string
  readonly end: string
  readonly stamp: string
  readonly lastModified: string
  readonly description: string | null
  readonly location: string | null
  readonly url: string | null
  readonly alarmMinutes: readonly number[]
}

/** ISO without fractions, in UTC. */
const toTime = (at: Date): string => at.toISOString().replace('.000Z', 'Z')

/** A calendar as ical.js reads it. */
export function readWithIcalJs(calendar: string): {
  readonly name: string
  readonly events: readonly FoundEvent[]
} {
  const root = new ICAL.Component(ICAL.parse(calendar))
  const events = root.getAllSubcomponents('vevent').map((event): FoundEvent => {
    const text = (name: string): string | null => {
      const value = event.getFirstPropertyValue(name)
      return value === null ? null : String(value)
    }
    const time = (name: string): string => {
      const value = event.getFirstPropertyValue(name)
      if (!(value instanceof ICAL.Time)) throw new Error(`${name} is no time`)
      if (value.zone !== ICAL.Timezone.utcTimezone) throw new Error(`${name} is not in UTC`)
      return toTime(value.toJSDate())
    }
    const alarms = event.getAllSubcomponents('valarm').map((alarm) => {
      const trigger = alarm.getFirstPropertyValue('trigger')
      if (!(trigger instanceof ICAL.Duration)) throw new Error('An alarm without a length')
      if (alarm.getFirstPropertyValue('description') === null) throw new Error('An alarm without words')
      return -trigger.toSeconds() / 60
    })
    return {
      uid: text('uid') ?? '',
      sequence: Number(text('sequence')),
      status: text('status') ?? '',
      summary: text('summary') ?? '',
      start: time('dtstart'),
      end: time('dtend'),
      stamp: time('dtstamp'),
      lastModified: time('last-modified'),
      description: text('description'),
      location: text('location'),
      url: text('url'),
      alarmMinutes: alarms,
    }
  })
  // ical.js knows no NAME (RFC 7986), and gives its text as it is written.
  const name = String(root.getFirstPropertyValue('name')).replaceAll(/\\(.)/g, '$1')
  return { name, events }
}

/** A value of node-ical, which has parameters beside some of them. */
const textOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  return typeof value === 'object' && 'val' in value ? String(value.val) : String(value)
}

/** The part of a calendar that node-ical reads; of text it takes `\\n`, a typed backslash before an n, for a line break. */
export function readWithNodeIcal(
  calendar: string,
): readonly Pick<FoundEvent, 'uid' | 'status' | 'summary' | 'start' | 'end' | 'description' | 'location'>[] {
  return Object.values(sync.parseICS(calendar)).flatMap((one) =>
    one?.type !== 'VEVENT'
      ? []
      : [
          {
            uid: one.uid,
            status: one.status ?? '',
            summary: textOf(one.summary) ?? '',
            start: toTime(one.start),
            end: toTime(one.end ?? one.start),
            description: textOf(one.description),
            location: textOf(one.location),
          },
        ],
  )
}

/** Odd pieces of text: wide, combined, joined, invisible and broken ones. */
const pieces = [
  ...['a', 'Z', ' ', '  ', '\n', '\r\n', '\t', '\\', '\\n', ',', ';', ':', '"', '\u0000', '\u0007', '\u009f'],
  ...['对', '齐', 'é', 'e\u0301', '😀', '👩\u200d🔬', '🇩🇪', '\u202e', '\u2066', '\u200f', '\ud83d', '\ude00'],
  ...['\u2028', '\ufeff', 'https://a.example/?q=1;2,3', 'BEGIN:VEVENT', 'x'.repeat(40)],
]

/** The facts of a calendar with one event, whose texts are any, of at most 500 characters. */
export function* anyFacts(seed: number, count: number): Iterable<CalendarFacts & { readonly texts: Texts }> {
  const random = seeded(seed)
  const anyText = () =>
    Array.from(
      { length: Math.floor(random() ** 2 * 120) },
      () => pieces[Math.floor(random() * pieces.length)],
    )
      .join('')
      .slice(0, 500)
  for (let i = 0; i < count; i += 1) {
    const texts = { name: anyText(), title: anyText(), place: anyText(), why: anyText() }
    const event = {
      uid: '2026-12-02.g_0000000000@cruxgrid',
      sequence: 0,
      changedAt: '2026-11-23T09:00:00.000Z',
      start: '2026-12-02T17:00:00.000Z',
      end: '2026-12-02T18:00:00.000Z',
      state: 'planned',
      paper: { title: texts.title },
      where: { text: texts.place },
      why: texts.why,
    } as const
    yield { name: texts.name, events: [event], texts }
  }
}

interface Texts {
  readonly name: string
  readonly title: string
  readonly place: string
  readonly why: string
}

/** A text as calendars have it: in one line, without controls, direction marks and halves of characters. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()

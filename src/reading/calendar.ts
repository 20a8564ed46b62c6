/** A group's sessions as a calendar shows them; times as RFC 3339, in UTC. */
export interface CalendarFacts {
  readonly name: string
  readonly events: readonly CalendarEvent[]
}

export interface CalendarEvent {
  readonly uid: string
  readonly sequence: number
  /** When what the event shows last changed. */
  readonly changedAt: string
  readonly start: string
  readonly end: string
  readonly state: 'planned' | 'cancelled'
  /** Why it was cancelled. */
  readonly reason?: string
  readonly paper?: {
    readonly title: string
    readonly authors?: readonly string[]
    readonly year?: number
    readonly url?: string
  }
  /** Of the nomination, without its nominator. */
  readonly why?: string
  readonly where?: { readonly text?: string; readonly channel?: string; readonly link?: string }
  /** The address of the announcement or of the opening. */
  readonly message?: string
}

/**
 * A calendar as a file: iCalendar (RFC 5545), one event a session, in UTC. A client needs no rules of time zones to place
 * them, and each session keeps its UID when it is moved or skipped. Pure: the same text for the same facts.
 */
export function calendarText({ name, events }: CalendarFacts): string {
  const title = toText(name)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cruxgrid//Reading groups//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${title}`,
    `X-WR-CALNAME:${title}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap((event) => toEvent(name, event)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function toEvent(name: string, event: CalendarEvent): readonly string[] {
  const { uid, sequence, changedAt, start, end, state, where = {}, message } = event
  const summary = toText(summaryOf(name, event))
  const location = [where.text, where.channel, where.link].filter(isThere).map(toLine).join(', ')
  const description = descriptionOf(event)
  return [
    'BEGIN:VEVENT',
    `UID:${toText(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${toTime(changedAt)}`,
    `LAST-MODIFIED:${toTime(changedAt)}`,
    `DTSTART:${toTime(start)}`,
    `DTEND:${toTime(end)}`,
    `SUMMARY:${summary}`,
    `STATUS:${state === 'planned' ? 'CONFIRMED' : 'CANCELLED'}`,
    ...(location === '' ? [] : [`LOCATION:${toEscaped(location)}`]),
    ...(description === '' ? [] : [`DESCRIPTION:${toEscaped(description)}`]),
    ...(message === undefined ? [] : [`URL:${toLine(message)}`]),
    ...(state === 'cancelled'
      ? []
      : ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', `DESCRIPTION:${summary}`, 'END:VALARM']),
    'END:VEVENT',
  ]
}

/** "Friday readers: AI Control", "Cancelled: Friday readers: paper to be chosen" */
const summaryOf = (name: string, { state, paper }: CalendarEvent): string =>
  `${state === 'cancelled' ? 'Cancelled: ' : ''}${name}: ${paper?.title ?? 'paper to be chosen'}`

/** More authors than these are "et al." */
const maxAuthors = 3

/** Blocks with an empty line between them. */
function descriptionOf({ reason, paper, why, where, message }: CalendarEvent): string {
  const blocks = [
    [labelled('Cancelled', reason)],
    [paper && bylineOf(paper), paper?.url && toLine(paper.url)],
    [labelled('Why', why)],
    [labelled('Join', where?.link), labelled('Discussion', message)],
  ]
  return blocks
    .map((lines) => lines.filter(isThere).join('\n'))
    .filter(isThere)
    .join('\n\n')
}

/** "Why: because"; empty if the text has nothing to be seen. */
function labelled(label: string, text = ''): string {
  const line = toLine(text)
  return line === '' ? '' : `${label}: ${line}`
}

/** "Ada, Ben, Chi et al., 2023" */
function bylineOf({ authors = [], year }: NonNullable<CalendarEvent['paper']>): string {
  const names = authors.slice(0, maxAuthors).map(toLine).join(', ')
  const more = authors.length > maxAuthors ? ' et al.' : ''
  return [`${names}${more}`, year?.toString()].filter(isThere).join(', ')
}

const isThere = (text: string | undefined): text is string => text !== undefined && text !== ''

/** "20261202T170000Z" */
const toTime = (time: string): string =>
  `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** In one line: control characters, blanks and line breaks are one blank, and marks of direction are left out. */
const toLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(directionMarks, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** RFC 5545, 3.3.11. */
const toEscaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n')

const toText = (text: string): string => toEscaped(toLine(text))

/** A line in pieces of at most 75 octets, of which none ends inside a character; RFC 5545, 3.1. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}

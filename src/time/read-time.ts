import { Temporal } from 'temporal-polyfill'
import { type LocalContext, type LocalMoment, readLocal } from './read-local.ts'
import { resolveZone } from './resolve-zone.ts'
import type { Part, Span, Word } from './words/part.ts'
import { isRefused, type Refused, refuse } from './words/refused.ts'
import { scan } from './words/scan.ts'
import { type Statement, toStatement } from './words/statement.ts'

export interface ReadContext {
  /** An ISO instant. */
  readonly now: string
  /** The IANA zone of the person. */
  readonly zone: string
}

export interface ReadMoment {
  /** An ISO instant in UTC. */
  readonly at: string
  /** The zone that was written, else the person's: an IANA name or an offset such as `+02:00`. */
  readonly zone: string
  /** How long, if a range or a length was written. */
  readonly minutes?: number
  /** Letters that were read as a place's clock: `EST`. */
  readonly said?: string
}

export interface Never {
  readonly never: true
}

const maxAheadHours = 366 * 24

/**
 * Reads one future moment as people write it: `3d`, `tomorrow 5pm`, `fri 17:00 Berlin`, `1 Dec`,
 * `17:00-18:30`; docs/times.md. Pure: the clock is not read.
 *
 * The reader is our own. chrono-node 2.10.3 was measured on 336 examples of this language: as documented it gives a
 * wrong time without a word for 167 of them, with everything around it that it lacks still for 9. It reads part of a
 * text and drops the rest, guesses where there are two readings, and holds EST as an offset.
 */
export function readTime(text: string, { now, zone }: ReadContext): ReadMoment | Never | Refused {
  const scanned = scan(text, zone)
  if (isRefused(scanned)) return scanned
  const [first, second] = scanned.found.map(({ part }) => part).filter((part) => !isFiller(part))
  if (second === undefined && first?.kind === 'never') return { never: true }
  if (second === undefined && first?.kind === 'now') return refuse('now')
  const statement = toStatement(scanned.found)
  if (isRefused(statement)) return statement
  if (statement.isRecurring) return refuse('recurring')
  const named = resolveZone(
    statement.zones.map((part) => (part.use === 'gmt' ? { ...part, zones: ['UTC'] } : part)),
    zone,
  )
  if (isRefused(named)) return named
  if (statement.isPast) return refuse('past')
  const since = Temporal.Instant.from(now)
  const moment = readMoment(statement, { now: since, zone: named.zone })
  if (isRefused(moment)) return moment
  if (Temporal.Instant.compare(moment.at, since) <= 0) return refuse('past')
  if (since.until(moment.at).total('hours') > maxAheadHours) return refuse('too-far')
  return {
    at: moment.at.toString(),
    zone: moment.zone ?? named.zone,
    ...(moment.minutes !== undefined && { minutes: moment.minutes }),
    ...(named.letters !== undefined && named.use === 'place' && { said: named.letters }),
  }
}

const fillers: ReadonlySet<Word> = new Set(['filler', 'comma', 'at', 'on', 'until'])

const isFiller = (part: Part): boolean => part.kind === 'word' && fillers.has(part.word)

interface Moment extends LocalMoment {
  readonly zone?: string
}

function readMoment(statement: Statement, context: LocalContext): Moment | Refused {
  const { instants, spans } = statement
  if (instants.length > 0) return readInstant(statement)
  const [span, otherSpan] = spans
  if (otherSpan !== undefined) return refuse('unreadable')
  if (span === undefined) return readLocal(statement, context)
  const isAlone = countParts(statement) === 1
  if (isAlone && statement.length === undefined) return { at: addSpan(context, span.span) }
  // "fri 17h"
  const hasTime = statement.clocks.length + statement.ranges.length + statement.marks.length > 0
  if (span.hour !== undefined && hasDay(statement) && !hasTime)
    return readLocal(
      {
        ...statement,
        spans: [],
        clocks: [...statement.clocks, { ...span, kind: 'number', value: span.hour, isHour: true }],
      },
      context,
    )
  // "in 3 days at 17:00"
  if (span.span.minutes !== 0 || hasDay(statement)) return refuse('unreadable')
  const today = context.now.toZonedDateTimeISO(context.zone).toPlainDate()
  const days = today.until(today.add({ months: span.span.months, days: span.span.days })).days
  return readLocal(
    {
      ...statement,
      spans: [],
      days: [{ kind: 'day', day: { on: 'offset', days }, start: span.start, end: span.end }],
    },
    context,
  )
}

function readInstant(statement: Statement): Moment | Refused {
  const [instant] = statement.instants
  if (
    instant === undefined ||
    countParts(statement) > 1 ||
    statement.zones.length > 0 ||
    statement.length !== undefined
  )
    return refuse('unreadable')
  return { at: Temporal.Instant.from(instant.at), ...(instant.zone !== undefined && { zone: instant.zone }) }
}

const countParts = ({ days, ordinals, clocks, dotted, ranges, spans, instants, marks }: Statement): number =>
  [days, ordinals, clocks, dotted, ranges, spans, instants, marks].reduce(
    (sum, parts) => sum + parts.length,
    0,
  )

const hasDay = ({ days, ordinals }: Statement): boolean => days.length + ordinals.length > 0

/** Days, weeks and months keep the clock; minutes and hours are elapsed time. */
function addSpan({ now, zone }: LocalContext, { months, days, minutes }: Span): Temporal.Instant {
  return now
    .toZonedDateTimeISO(zone)
    .add({ months, days })
    .toInstant()
    .add({ seconds: Math.round(minutes * 60) })
}

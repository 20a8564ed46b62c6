import { monthPattern, monthsByWord } from './names.ts'
import type { Day, Part, PartReader } from './part.ts'
import { patternReader } from './pattern-reader.ts'
import { refuse } from './refused.ts'

type Group = string | undefined

const noSuchDate: Part = { kind: 'refused', refused: refuse('no-such-date') }
const year = '(20\\d{2}|19\\d{2})'
const dayNumber = '(\\d{1,2})(?:st|nd|rd|th)?'
const month = `(${monthPattern})\\.?`
/** The longest that a month is in any year. */
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isDate = (month: number, day: number): boolean => day >= 1 && day <= (daysIn[month - 1] ?? 0)

function toDate(year: number | undefined, month: number, day: number): Part {
  if (!isDate(month, day)) return noSuchDate
  return { kind: 'day', day: { on: 'date', month, day, ...(year !== undefined && { year }) } }
}

const toYear = (group: Group): number | undefined =>
  group === undefined ? undefined : Number(group) + (group.length === 2 ? 2000 : 0)

/** `12/01`: a day and a month in either order, unless only one is a date. */
function toEither(first: Group, second: Group, yearGroup: Group): Part {
  const [a, b, year] = [Number(first), Number(second), toYear(yearGroup)]
  if (a === b || !isDate(a, b)) return toDate(year, b, a)
  if (!isDate(b, a)) return toDate(year, a, b)
  const day: Day = { on: 'either', first: a, second: b, ...(year !== undefined && { year }) }
  return { kind: 'day', day }
}

/** `1.12` stays open: it may be a time. */
function toDotted(first: Group, second: Group): Part {
  return { kind: 'dotted', first: Number(first), second: Number(second), hasMinute: second?.length === 2 }
}

const monthOf = (group: Group): number => monthsByWord.get(group ?? '') ?? 0

/** Dates with a month: `31 Dec`, `December 1st, 2026`, `2026-12-01`, `24.12.`, `13/12`; and moments that are exact. */
export const calendarDateReaders: readonly PartReader[] = [
  patternReader(`${dayNumber} ?(?:of )?${month}(?:,? ${year})?`, ([day, month, year]) =>
    toDate(toYear(year), monthOf(month), Number(day)),
  ),
  patternReader(`${month} ?(?:the )?${dayNumber}(?:,? ${year})?`, ([month, day, year]) =>
    toDate(toYear(year), monthOf(month), Number(day)),
  ),
  patternReader('(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})(?:t(?=\\d))?', ([year, , month, day]) =>
    toDate(Number(year), Number(month), Number(day)),
  ),
  patternReader('(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})', ([day, month, year]) =>
    toDate(toYear(year), Number(month), Number(day)),
  ),
  patternReader('(\\d{1,2})\\.(\\d{1,2})\\.(?![a-z0-9])', ([day, month]) =>
    Number(month) >= 1 && Number(month) <= 12 ? toDate(undefined, Number(month), Number(day)) : undefined,
  ),
  patternReader('(\\d{1,2})\\.(\\d{1,2})', ([first, second]) => toDotted(first, second)),
  patternReader('(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?', ([first, second, year]) =>
    toEither(first, second, year),
  ),
  patternReader('(\\d{1,2})-(\\d{1,2})-(\\d{4})', ([first, second, year]) => toEither(first, second, year)),
  patternReader('(?:the )?(\\d{1,2})(?:st|nd|rd|th)', ([day]) => ({ kind: 'ordinal', value: Number(day) })),
  patternReader(
    '(\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(z|[+-]\\d{2}:?\\d{2})',
    ([local, offset]) => toInstant(local, offset),
  ),
  patternReader('<t:(\\d{1,11})(?::[a-z])?>', ([seconds]) => fromSeconds(seconds)),
  patternReader('<!date\\^(\\d{1,11})\\^[^>]*>', ([seconds]) => fromSeconds(seconds)),
]

function toInstant(local: Group, offset = ''): Part {
  const zone = offset === 'z' ? 'UTC' : `${offset.slice(0, 3)}:${offset.slice(-2)}`
  const at = new Date(`${local?.toUpperCase()}${zone === 'UTC' ? 'Z' : zone}`)
  const [date = '', time = ''] = (local ?? '').split('t')
  const [, month, day] = date.split('-').map(Number)
  if (!isDate(month ?? 0, day ?? 0)) return noSuchDate
  if (Number.isNaN(at.getTime()) || time.startsWith('24'))
    return { kind: 'refused', refused: refuse('no-such-time') }
  return { kind: 'instant', at: at.toISOString(), zone }
}

const fromSeconds = (seconds: Group): Part => ({
  kind: 'instant',
  at: new Date(Number(seconds) * 1000).toISOString(),
})

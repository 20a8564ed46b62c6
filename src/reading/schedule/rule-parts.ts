import type { BareNumber, ClockTime, DaypartName, Found, Part, Span } from '../../time/words/part.ts'
import { type Refused, refuse } from '../../time/words/refused.ts'
import { rangeAt, type TimeRange, toRangeEnd } from '../../time/words/time-range.ts'
import { takeDay, type WrittenDay } from '../../time/words/written-day.ts'

/** The parts of a rule by their meaning, whatever their order. */
export interface RuleParts {
  /** 1 is Monday; in the order in which they are written. */
  readonly weekdays: readonly number[]
  /** Which of the month; numbers above 5 are days of a month. */
  readonly nths: readonly number[]
  readonly rhythms: readonly { readonly weeks: number; readonly isDoubtful: boolean }[]
  /** The number of months from one to the next. */
  readonly months: readonly number[]
  /** "every" without weeks or months. */
  readonly isEvery: boolean
  readonly clocks: readonly (ClockTime | BareNumber)[]
  readonly ranges: readonly TimeRange[]
  readonly daypart?: DaypartName
  readonly hasMidnight: boolean
  readonly length?: Span
  readonly zones: readonly Extract<Part, { readonly kind: 'zone' }>[]
  readonly from?: WrittenDay
  readonly until?: WrittenDay
}

type Draft = {
  -readonly [Key in keyof RuleParts]: RuleParts[Key] extends readonly (infer Item)[] ? Item[] : RuleParts[Key]
}

/** Sorts the parts of a rule by their meaning. */
export function toRuleParts(found: readonly Found[]): RuleParts | Refused {
  const kept = found.filter(({ part }) => !(part.kind === 'word' && part.word === 'filler'))
  const draft: Draft = {
    weekdays: [],
    nths: [],
    rhythms: [],
    months: [],
    isEvery: false,
    clocks: [],
    ranges: [],
    hasMidnight: false,
    zones: [],
  }
  for (let index = 0; index < kept.length; ) {
    const count = takeAt(kept, index, draft)
    if (typeof count !== 'number') return count
    index += count
  }
  return draft
}

/** Adds what begins at an index. @returns how many parts it has. */
function takeAt(kept: readonly Found[], index: number, draft: Draft): number | Refused {
  const range = rangeAt(kept, index)
  if (range !== undefined) {
    draft.ranges.push(range.range)
    return range.count
  }
  const parts = kept.map(({ part }) => part)
  const part = parts[index]
  if (part === undefined) return refuse('unreadable')
  if (part.kind === 'word') return takeWord(parts, index, draft)
  if (part.kind === 'nth' || part.kind === 'ordinal') return takeNth(parts, index, part.value, draft)
  if (part.kind === 'day') return takeWeekday(parts, index, draft)
  const clock = toRangeEnd(part)
  if (clock !== undefined) draft.clocks.push(clock)
  return clock !== undefined || takePart(part, draft) ? 1 : refuse('unreadable')
}

function takeWord(parts: readonly Part[], index: number, draft: Draft): number | Refused {
  const [word, next] = parts.slice(index)
  if (word?.kind !== 'word') return refuse('unreadable')
  if (word.word === 'for' && next?.kind === 'span' && draft.length === undefined) {
    draft.length = next.span
    return 2
  }
  const isStart = word.word === 'from' && draft.from === undefined
  const isEnd =
    (word.word === 'until' || (word.word === 'to' && draft.from !== undefined)) && draft.until === undefined
  const day = isStart || isEnd ? takeDay(parts, index + 1) : undefined
  if (day !== undefined) {
    draft[isStart ? 'from' : 'until'] = day.written
    return day.count + 1
  }
  const isDash = word.word === 'to' && parts[index - 1]?.kind === 'day' && next?.kind === 'clock'
  return separators.has(word.word) || isDash ? 1 : refuse('unreadable')
}

const separators: ReadonlySet<string> = new Set(['and', 'comma', 'slash', 'on', 'at'])

/** `1st,3rd` before their weekday: "2nd last" is neither, and "wed 1st" may be a date. */
function takeNth(parts: readonly Part[], index: number, value: number, draft: Draft): number | Refused {
  const before = parts[index - 1]
  if (before?.kind === 'nth' || before?.kind === 'ordinal') return refuse('unreadable')
  if (draft.weekdays.length > 0) return refuse(draft.nths.length > 0 ? 'one-weekday' : 'unreadable')
  draft.nths.push(value)
  return 1
}

/** `wed`, `mon-fri` */
function takeWeekday(parts: readonly Part[], index: number, draft: Draft): number | Refused {
  const weekday = weekdayOf(parts[index])
  if (weekday === undefined) return refuse('unreadable')
  const [before, joint] = [parts[index - 2], parts[index - 1]]
  const isSeparated = joint?.kind === 'word' && joint.word !== 'on'
  if (isSeparated && (before?.kind === 'nth' || before?.kind === 'ordinal')) return refuse('unreadable')
  const next = parts[index + 1]
  const last = next?.kind === 'word' && next.word === 'to' ? weekdayOf(parts[index + 2]) : undefined
  if (last === undefined) {
    draft.weekdays.push(weekday)
    return 1
  }
  const count = (last + 7 - weekday) % 7
  for (let step = 0; step <= count; step += 1) draft.weekdays.push(((weekday - 1 + step) % 7) + 1)
  return 3
}

const weekdayOf = (part: Part | undefined): number | undefined =>
  part?.kind === 'day' && part.day.on === 'weekday' && part.day.which === undefined && part.day.weeks === 0
    ? part.day.weekday
    : undefined

function takePart(part: Part, draft: Draft): boolean {
  switch (part.kind) {
    case 'zone':
      draft.zones.push(part)
      return true
    case 'rhythm':
      draft.rhythms.push(part)
      return true
    case 'monthly':
      draft.months.push(part.months)
      return true
    case 'every':
      draft.isEvery = true
      return true
    case 'weekdays':
      draft.weekdays.push(...part.weekdays)
      return true
    case 'midnight':
      draft.hasMidnight = true
      return true
    case 'daypart':
      draft.daypart = part.name
      return true
    default:
      return false
  }
}

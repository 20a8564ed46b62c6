import type { Day, Part, Span } from './part.ts'

/** A day as written, with a weekday beside it to be checked: 1 is Monday. */
export interface WrittenDay {
  readonly day: Day
  readonly weekday?: number
  /** How much later than that day: `a week on friday`. */
  readonly shift?: Span
}

type Taken = { readonly written: WrittenDay; readonly count: number }

/** The day that begins at an index, and how many parts it has; `undefined` if none does. */
export function takeDay(parts: readonly Part[], index: number): Taken | undefined {
  const [part, joint] = parts.slice(index)
  if (part?.kind === 'span') return takeSpan(parts, index, part)
  const day = toDay(part)
  if (day === undefined) return undefined
  if (day.on === 'weekday') {
    const gap = isComma(joint) ? 2 : 1
    const date = toDay(parts[index + gap])
    if (date !== undefined && isDate(date))
      return { written: { day: date, weekday: day.weekday }, count: gap + 1 }
    return { written: { day }, count: 1 }
  }
  return { written: { day }, count: 1 }
}

/** As {@link takeDay}, with a weekday behind a date, too: `2026-12-09 wed`. */
export function takeDayBeforeWeekday(parts: readonly Part[], index: number): Taken | undefined {
  const taken = takeDay(parts, index)
  if (taken === undefined || taken.written.weekday !== undefined || !isDate(taken.written.day)) return taken
  const after = toDay(parts[index + taken.count])
  if (after?.on !== 'weekday') return taken
  return { written: { ...taken.written, weekday: after.weekday }, count: taken.count + 1 }
}

/** `in 3 days`, `a week on friday` */
function takeSpan(
  parts: readonly Part[],
  index: number,
  { span, hasPreposition }: Extract<Part, { kind: 'span' }>,
): Taken | undefined {
  if (span.minutes !== 0) return undefined
  const joint = parts[index + 1]
  const isJoined =
    joint?.kind === 'word' && (joint.word === 'on' || joint.word === 'from' || joint.word === 'after')
  const day = isJoined && !hasPreposition ? takeDay(parts, index + 2) : undefined
  if (day !== undefined && day.written.shift === undefined)
    return { written: { ...day.written, shift: span }, count: day.count + 2 }
  return { written: { day: { on: 'offset', days: 0 }, shift: span }, count: 1 }
}

function toDay(part: Part | undefined): Day | undefined {
  if (part?.kind === 'day' && part.isPlural !== true) return part.day
  if (part?.kind === 'ordinal') return { on: 'day-of-month', day: part.value }
  const isMonth = part?.kind === 'dotted' && part.second >= 1 && part.second <= 12
  return isMonth ? { on: 'date', month: part.second, day: part.first } : undefined
}

const isDate = ({ on }: Day): boolean =>
  on === 'date' || on === 'either' || on === 'day-of-month' || on === 'offset'

const isComma = (part: Part | undefined): boolean => part?.kind === 'word' && part.word === 'comma'

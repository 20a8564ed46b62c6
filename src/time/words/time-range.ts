import type { BareNumber, ClockTime, Dotted, Found, Part } from './part.ts'

/** A part that can be one end of a range of times. */
export function toRangeEnd(part: Part | undefined): ClockTime | BareNumber | undefined {
  if (part === undefined) return undefined
  if (part.kind === 'clock' || part.kind === 'number') return part
  if (part.kind === 'span' && part.hour !== undefined)
    return { kind: 'number', value: part.hour, isHour: true }
  return part.kind === 'dotted' ? dottedClock(part) : undefined
}

/** `17.30` as a time; `undefined` if it can only be a date. */
export function dottedClock({ first: hour, second: minute, hasMinute }: Dotted): ClockTime | undefined {
  const isTime = hasMinute && ((hour <= 23 && minute <= 59) || (hour === 24 && minute === 0))
  return isTime ? { kind: 'clock', hour, minute, second: 0, isFixed: false } : undefined
}

const midnight: ClockTime = { kind: 'clock', hour: 24, minute: 0, second: 0, isFixed: true }

export interface TimeRange {
  readonly kind: 'range'
  readonly from: ClockTime | BareNumber
  readonly to: ClockTime | BareNumber
  readonly start: number
  readonly end: number
}

/** The range of times that begins at an index: `17:00-18:30`, `from 10am to 11am`; and how many parts it has. */
export function rangeAt(
  found: readonly Found[],
  index: number,
): { range: TimeRange; count: number } | undefined {
  const first = found[index]
  const hasFrom = isWord(first, 'from')
  const [start, joint, end] = found.slice(index + (hasFrom ? 1 : 0))
  if (!isWord(joint, 'to') && !isWord(joint, 'until')) return undefined
  const from = toRangeEnd(start?.part)
  const to = end?.part.kind === 'midnight' ? midnight : toRangeEnd(end?.part)
  if (first === undefined || end === undefined || from === undefined || to === undefined) return undefined
  return { range: { kind: 'range', from, to, start: first.start, end: end.end }, count: hasFrom ? 4 : 3 }
}

const isWord = (found: Found | undefined, word: string): boolean =>
  found?.part.kind === 'word' && found.part.word === word

import type { BareNumber, ClockTime, DaypartName } from './words/part.ts'
import { type Refused, refuse } from './words/refused.ts'

/** A time of day as minutes after midnight, 0–1440, with seconds as a fraction. */
export type Minutes = number

/** The words beside a time that decide which half of the day it is in. */
export interface ClockContext {
  readonly daypart?: DaypartName | 'tonight'
  /** A number alone is an hour only beside a day, or after "at". */
  readonly hasDay: boolean
}

type Written = ClockTime | BareNumber

/** Until when it is still night, in hours. */
const dawn = 5
const noon = 720

export const writeMinutes = (minutes: Minutes): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`

/** Whether there is a number beside another time, so that it can't be an hour: `wed 17:00 1h`. */
export const isNumberBesideTime = (clocks: readonly Written[], ranges: number): boolean =>
  clocks.length + ranges > 1 && clocks.some(({ kind }) => kind === 'number')

/** The time that is written; after midnight of a night it is above 1440. */
export function resolveClock(
  written: Written,
  { daypart, hasDay }: ClockContext,
): { minutes: Minutes } | Refused {
  if (written.kind === 'number') return resolveNumber(written, { ...(daypart && { daypart }), hasDay })
  const minutes = minutesOf(written)
  if (daypart === undefined) return { minutes }
  if (written.half !== undefined || written.isFixed || written.hour > 12 || written.hour === 0)
    return isWithin(minutes, daypart)
  return toDaypart(minutes, daypart)
}

const minutesOf = ({ hour, minute, second, half }: ClockTime): Minutes => {
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return hours * 60 + minute + second / 60
}

function resolveNumber(
  { value, isHour }: BareNumber,
  { daypart, hasDay }: ClockContext,
): { minutes: Minutes } | Refused {
  if (!isHour && !hasDay && daypart === undefined) return refuse('unreadable')
  if (value > 23 || value === 0) return isHour ? { minutes: value * 60 } : refuse('unreadable')
  if (daypart !== undefined)
    return value > 12 ? isWithin(value * 60, daypart) : toDaypart(value * 60, daypart)
  if (value > 12) return { minutes: value * 60 }
  return refuse('ambiguous', [writeMinutes((value % 12) * 60), writeMinutes((value % 12) * 60 + noon)])
}

/** An hour of the clock of twelve in that part of the day. */
function toDaypart(written: Minutes, daypart: DaypartName | 'tonight'): { minutes: Minutes } | Refused {
  const minutes = written % noon
  if (daypart === 'morning') return { minutes }
  const isNight = daypart === 'night' || daypart === 'tonight'
  if (isNight && minutes < dawn * 60) return { minutes: minutes + 1440 }
  return { minutes: minutes + noon }
}

/** A time of the clock of 24 hours must be in the part of the day that is written beside it. */
function isWithin(minutes: Minutes, daypart: DaypartName | 'tonight'): { minutes: Minutes } | Refused {
  if (daypart === 'morning') return minutes < noon ? { minutes } : refuse('unreadable')
  if (minutes >= noon) return { minutes }
  const isNight = daypart === 'night' || daypart === 'tonight'
  return isNight && minutes < dawn * 60 ? { minutes: minutes + 1440 } : refuse('unreadable')
}

/**
 * A range of two times: a missing am or pm is the other one's, or the other half of the day where that keeps the order.
 *
 * @returns `minutes` above 0; `ambiguous` with both starts where neither time says which half of the day it is in.
 */
export function resolveRange(
  from: Written,
  to: Written,
  context: ClockContext,
): { minutes: Minutes; length: number } | Refused {
  if ([from, to].some((time) => time.kind === 'number' && time.value > 24)) return refuse('no-such-time')
  const [fromHalf, toHalf] = [from, to].map((time) => (time.kind === 'clock' ? time.half : undefined))
  if (fromHalf !== undefined || toHalf !== undefined) return resolveHalves(from, to)
  if (from.kind === 'number' && to.kind === 'number' && from.value <= 12 && to.value <= 12) {
    // "5 to 6" is a range beside a day only.
    const start = resolveClock({ ...from, isHour: from.isHour || to.isHour }, context)
    if ('refused' in start) return start
    return toRange(start.minutes, start.minutes + ((((to.value - from.value) % 12) + 12) % 12) * 60)
  }
  const [start, end] = [from, to].map((time) => resolveClock(toClock(time), context))
  if (start === undefined || end === undefined) return refuse('unreadable')
  if ('refused' in start) return start
  return 'refused' in end ? end : toRange(start.minutes, end.minutes)
}

/** The hour of a number beside a time on the clock of 24 hours. */
const toClock = (time: Written): ClockTime =>
  time.kind === 'clock' ? time : { kind: 'clock', hour: time.value, minute: 0, second: 0, isFixed: false }

const halves = ['am', 'pm'] as const

function resolveHalves(from: Written, to: Written): { minutes: Minutes; length: number } | Refused {
  const starts = inHalves(from, to)
  const ends = inHalves(to, from)
  for (const start of starts) for (const end of ends) if (end > start) return toRange(start, end)
  return refuse('backwards')
}

/** A time in its own half of the day; without one in the other time's, then in the remaining one. */
function inHalves(time: Written, other: Written): readonly Minutes[] {
  const clock = toClock(time)
  if (clock.half !== undefined || clock.isFixed || clock.hour > 12 || clock.hour === 0)
    return [minutesOf(clock)]
  const first = other.kind === 'clock' ? (other.half ?? 'am') : 'am'
  return [first, ...halves.filter((half) => half !== first)].map((half) => minutesOf({ ...clock, half }))
}

const toRange = (minutes: Minutes, end: Minutes): { minutes: Minutes; length: number } | Refused =>
  end > minutes ? { minutes, length: end - minutes } : refuse('backwards')

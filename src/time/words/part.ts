import type { Refused } from './refused.ts'

/** A length of time. Months and days keep the clock; minutes are elapsed time and may be a fraction. */
export interface Span {
  readonly months: number
  readonly days: number
  readonly minutes: number
}

/**
 * A time of day: hour 0–24, minute 0–59. Without `half` it is on the clock of 24 hours, unless something beside it says
 * which half of the day it is in and it is not fixed.
 */
export interface ClockTime {
  readonly kind: 'clock'
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly half?: 'am' | 'pm'
  /** Written so that it can't be an hour of the other half of the day: `1700`, `17h30`, noon. */
  readonly isFixed: boolean
}

/** A number alone. With `isHour` it was written as an hour: `at 5`, `5 o'clock`. */
export interface BareNumber {
  readonly kind: 'number'
  readonly value: number
  readonly isHour: boolean
}

/** `1.12`: a day and a month, or an hour and a minute, which has two digits. */
export interface Dotted {
  readonly kind: 'dotted'
  readonly first: number
  readonly second: number
  readonly hasMinute: boolean
}

/** A calendar day as written. Weekdays are 1 (Monday) to 7. */
export type Day =
  | { readonly on: 'offset'; readonly days: number; readonly isTonight?: boolean }
  /** "next friday" has two senses. `weeks` later than the next one to come. */
  | {
      readonly on: 'weekday'
      readonly weekday: number
      readonly which?: 'next'
      readonly weeks: number
    }
  /** That weekday of this week (0) or the next one (1). */
  | { readonly on: 'weekday-of-week'; readonly weekday: number; readonly weeks: number }
  | { readonly on: 'date'; readonly year?: number; readonly month: number; readonly day: number }
  /** `12/01`: numbers in either order. */
  | { readonly on: 'either'; readonly year?: number; readonly first: number; readonly second: number }
  | { readonly on: 'day-of-month'; readonly day: number }
  | { readonly on: 'weekend'; readonly which?: 'next' }
  /** This (0) or the next (1) of its kind. With `isEnd` its last day, else the whole of it. */
  | {
      readonly on: 'period'
      readonly of: 'week' | 'month' | 'year'
      readonly ahead: number
      readonly isEnd: boolean
    }
  /** A month by name, the next one to end. */
  | { readonly on: 'month'; readonly month: number; readonly year?: number; readonly isEnd: boolean }

export type DayPart = {
  readonly kind: 'day'
  readonly day: Day
  /** `wednesdays` */
  readonly isPlural?: boolean
}

export type Part =
  | ClockTime
  | BareNumber
  | Dotted
  | DayPart
  | { readonly kind: 'midnight' }
  /** The last minute of a day. */
  | { readonly kind: 'end-of-day' }
  | { readonly kind: 'daypart'; readonly name: DaypartName; readonly isToday: boolean }
  /** `hour`: it can also be a time of day: `17h`. `hasPreposition`: `in 2 weeks`. */
  | { readonly kind: 'span'; readonly span: Span; readonly hour?: number; readonly hasPreposition: boolean }
  | { readonly kind: 'instant'; readonly at: string; readonly zone?: string }
  /** Several where the word is used for several; `isOffset`: no place's clock. */
  | {
      readonly kind: 'zone'
      readonly zones: readonly string[]
      readonly letters?: string
      readonly use: 'place' | 'own' | 'generic' | 'offset' | 'gmt'
    }
  | { readonly kind: 'rhythm'; readonly weeks: number; readonly isDoubtful: boolean }
  /** `months` from one to the next. */
  | { readonly kind: 'monthly'; readonly months: number }
  | { readonly kind: 'every' }
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[] }
  /** Which of a weekday's dates in a month, −1 for the last; `2nd` can also be a day of the month. */
  | { readonly kind: 'nth'; readonly value: number }
  | { readonly kind: 'ordinal'; readonly value: number }
  | { readonly kind: 'never' | 'now' | 'past' }
  | { readonly kind: 'refused'; readonly refused: Refused }
  | { readonly kind: 'word'; readonly word: Word }

export type DaypartName = 'morning' | 'afternoon' | 'evening' | 'night'

/** Words and signs that hold the parts together. */
export type Word =
  | 'at'
  | 'on'
  | 'until'
  | 'from'
  | 'to'
  | 'for'
  | 'after'
  | 'and'
  | 'comma'
  | 'slash'
  | 'filler'

/** A part and where it was in the text. */
export interface Found {
  readonly part: Part
  readonly start: number
  readonly end: number
}

/** Reads a part at the start of a text in small letters; `undefined` if none of its kind begins there. */
export type PartReader = (rest: string, ownZone: string) => { part: Part; length: number } | undefined

import { monthPattern, monthsByWord, weekdayPattern, weekdaysByWord } from './names.ts'
import type { Day, Part, PartReader } from './part.ts'
import { constantReader, patternReader } from './pattern-reader.ts'

const toDay = (day: Day): Part => ({ kind: 'day', day })
const weekdayOf = (group: string | undefined): number => weekdaysByWord.get(group ?? '') ?? 0
const weekday = `(${weekdayPattern})`
const tomorrow = '(?:tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)'
const shortPeriods: ReadonlyMap<string, 'week' | 'month' | 'year'> = new Map([
  ['eow', 'week'],
  ['eom', 'month'],
  ['eoy', 'year'],
])
const aheadOf = (which: string | undefined): number => (which === 'next' ? 1 : 0)
const periodOf = (word: string | undefined): 'week' | 'month' | 'year' =>
  word === 'week' || word === 'year' ? word : 'month'

/** Days without a date: `tomorrow`, `next friday`, `friday of next week`, `tuesday week`, `end of month`. */
export const dayReaders: readonly PartReader[] = [
  constantReader('today', toDay({ on: 'offset', days: 0 })),
  constantReader('tonight', toDay({ on: 'offset', days: 0, isTonight: true })),
  constantReader(tomorrow, toDay({ on: 'offset', days: 1 })),
  constantReader(`(?:the )?day after ${tomorrow}`, toDay({ on: 'offset', days: 2 })),
  constantReader(`${tomorrow} week`, toDay({ on: 'offset', days: 8 })),
  constantReader('(?:the )?day before yesterday|yesterday|last (?:night|week|weekend|month|year)', {
    kind: 'past',
  }),
  patternReader(`(?:this |(?:the )?(?:up)?coming )?${weekday}`, ([name]) =>
    toDay({ on: 'weekday', weekday: weekdayOf(name), weeks: 0 }),
  ),
  patternReader(`next ${weekday}`, ([name]) =>
    toDay({ on: 'weekday', weekday: weekdayOf(name), which: 'next', weeks: 0 }),
  ),
  patternReader(`${weekday} week`, ([name]) => toDay({ on: 'weekday', weekday: weekdayOf(name), weeks: 1 })),
  patternReader(`${weekday},? (?:of )?(this|next) week`, ([name, which]) =>
    toDay({ on: 'weekday-of-week', weekday: weekdayOf(name), weeks: aheadOf(which) }),
  ),
  patternReader(`(this|next) week,? (?:on )?${weekday}`, ([which, name]) =>
    toDay({ on: 'weekday-of-week', weekday: weekdayOf(name), weeks: aheadOf(which) }),
  ),
  patternReader(`(${weekdayPattern})s`, ([name]) => ({
    kind: 'day',
    day: { on: 'weekday', weekday: weekdayOf(name), weeks: 0 },
    isPlural: true,
  })),
  constantReader('(?:end of )?(?:the |this )?weekend', toDay({ on: 'weekend' })),
  constantReader('(?:end of )?next weekend', toDay({ on: 'weekend', which: 'next' })),
  patternReader('(this|next) (week|month|year)', ([which, of]) =>
    toDay({ on: 'period', of: periodOf(of), ahead: aheadOf(which), isEnd: false }),
  ),
  patternReader('(?:the )?end of (?:the |(this |next ))?(week|month|year)', ([which, of]) =>
    toDay({ on: 'period', of: periodOf(of), ahead: aheadOf(which?.trim()), isEnd: true }),
  ),
  patternReader('(eow|eom|eoy)', ([word]) =>
    toDay({ on: 'period', of: shortPeriods.get(word ?? '') ?? 'week', ahead: 0, isEnd: true }),
  ),
  patternReader(`(?:the )?end of (${monthPattern})(?:,? (20\\d{2}))?`, ([name, year]) =>
    toDay(toMonth(name, year, true)),
  ),
  patternReader(`(${monthPattern})(?:,? (20\\d{2}))?`, ([name, year]) => toDay(toMonth(name, year, false))),
  constantReader(`(?:the )?end of(?= (?:today|${tomorrow}|${weekdayPattern})(?![a-z]))`, {
    kind: 'end-of-day',
  }),
]

const toMonth = (name: string | undefined, year: string | undefined, isEnd: boolean): Day => ({
  on: 'month',
  month: monthsByWord.get(name ?? '') ?? 0,
  isEnd,
  ...(year !== undefined && { year: Number(year) }),
})

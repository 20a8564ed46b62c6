import { Temporal } from 'temporal-polyfill'
import type { ReadContext } from './read-time.ts'
import { resolveSpan, resolveUntil } from './resolve-span.ts'
import type { Part, Word } from './words/part.ts'
import { collect, isRefused, type Refused, refuse } from './words/refused.ts'
import { scan } from './words/scan.ts'
import { shareMonths } from './words/shared-months.ts'
import { takeDayBeforeWeekday, type WrittenDay } from './words/written-day.ts'

/** Local dates, both included; without `to` it has no end. */
export interface DateSpan {
  readonly from: string
  readonly to?: string
}

/** One entry of a list: a day, a range, or one that is open at an end. */
interface Item {
  readonly from?: WrittenDay
  readonly to?: WrittenDay
  /** After `until`, a week or a month at the end may be included or not. */
  readonly isUntil: boolean
  /** "from" was written, so that it has no end if none is named. */
  readonly isOpen: boolean
}

type Date = Temporal.PlainDate

/** Of one span; a single date may be years ahead. */
const maxDays = 366

/**
 * Reads days as people write them, without times: `23 Dec`, `23 and 30 Dec`, `21 Dec to 3 Jan`, `next week`,
 * `until 2027-01-10`; docs/times.md. Pure: the clock is not read.
 *
 * @returns the spans in the order in which they are written, none before today.
 */
export function readDates(
  text: string,
  { now, zone }: ReadContext,
): { spans: readonly DateSpan[] } | Refused {
  const scanned = scan(text, zone)
  if (isRefused(scanned)) return scanned
  const parts = scanned.found.map(({ part }) => part)
  if (parts.some(isRecurring)) return refuse('recurring')
  if (parts.some((part) => part.kind === 'past' || (part.kind === 'nth' && part.value === -1)))
    return refuse('past')
  const dated = shareMonths(parts.filter((part) => !isFiller(part)))
  if (isRefused(dated)) return dated
  const items = toItems(dated)
  if (isRefused(items)) return items
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate()
  const spans = collect(items.map((item) => resolveItem(item, today)))
  return isRefused(spans) ? spans : { spans }
}

const isRecurring = (part: Part): boolean =>
  part.kind === 'every' ||
  part.kind === 'rhythm' ||
  part.kind === 'monthly' ||
  part.kind === 'weekdays' ||
  (part.kind === 'day' && part.isPlural === true)

const isFiller = (part: Part): boolean => part.kind === 'word' && part.word === 'filler'

const isWord = (part: Part | undefined, ...words: readonly Word[]): boolean =>
  part?.kind === 'word' && words.includes(part.word)

function toItems(parts: readonly Part[]): readonly Item[] | Refused {
  const items: Item[] = []
  for (let index = 0; index < parts.length; ) {
    if (isWord(parts[index], 'and', 'comma', 'slash', 'on')) {
      index += 1
      continue
    }
    const taken = takeItem(parts, index)
    if (taken === undefined) return refuse('unreadable')
    items.push(taken.item)
    index += taken.count
  }
  const isOpen = items.some(({ to, isOpen }) => isOpen && to === undefined)
  return items.length === 0 || (isOpen && items.length > 1) ? refuse('unreadable') : items
}

function takeItem(parts: readonly Part[], start: number): { item: Item; count: number } | undefined {
  let index = start
  const isOpen = isWord(parts[index], 'from')
  if (isOpen) index += 1
  const from = takeDayBeforeWeekday(parts, index)
  index += from?.count ?? 0
  const isUntil = isWord(parts[index], 'until')
  const hasEnd = isUntil || (from !== undefined && isWord(parts[index], 'to'))
  if (!hasEnd) return from && { item: { from: from.written, isUntil: false, isOpen }, count: index - start }
  const to = takeDayBeforeWeekday(parts, index + 1)
  if (to === undefined || (isOpen && from === undefined)) return undefined
  const item = { ...(from !== undefined && { from: from.written }), to: to.written, isUntil, isOpen }
  return { item, count: index + 1 + to.count - start }
}

function resolveItem({ from, to, isUntil, isOpen }: Item, today: Date): DateSpan | Refused {
  const start = from === undefined ? { from: today, to: today } : resolveSpan(from, today)
  if (isRefused(start)) return start
  const end = to === undefined ? start.to : resolveEnd(to, isUntil, today, from && start.from)
  if (isRefused(end)) return end
  if (Temporal.PlainDate.compare(start.from, today) < 0) return refuse('past')
  if (Temporal.PlainDate.compare(end, start.from) < 0)
    return refuse(from === undefined ? 'past' : 'backwards')
  if (start.from.until(end).days > maxDays) return refuse('too-far')
  if (isOpen && to === undefined) return { from: start.from.toString() }
  return { from: start.from.toString(), to: end.toString() }
}

function resolveEnd(to: WrittenDay, isUntil: boolean, today: Date, after: Date | undefined): Date | Refused {
  if (isUntil) return resolveUntil(to, today, after)
  const span = resolveSpan(to, today, after)
  return isRefused(span) ? span : span.to
}

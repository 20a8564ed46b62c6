import type { BareNumber, ClockTime, DayPart, Dotted, Found, Part, Span } from './part.ts'
import { type Refused, refuse } from './refused.ts'
import { rangeAt, type TimeRange } from './time-range.ts'

type PartOf<Kind extends Part['kind']> = Extract<Part, { readonly kind: Kind }>
type Positioned<Value> = Value & { readonly start: number; readonly end: number }

/** The parts of a text about one moment by their meaning, whatever their order. */
export interface Statement {
  readonly days: readonly Positioned<DayPart>[]
  readonly ordinals: readonly Positioned<PartOf<'ordinal'>>[]
  readonly clocks: readonly Positioned<ClockTime | BareNumber>[]
  readonly dotted: readonly Positioned<Dotted>[]
  readonly ranges: readonly TimeRange[]
  readonly spans: readonly Positioned<PartOf<'span'>>[]
  /** `a week on friday`: how much later than the day. */
  readonly shift?: Span
  /** `for 90 minutes` */
  readonly length?: Span
  readonly zones: readonly Positioned<PartOf<'zone'>>[]
  readonly instants: readonly PartOf<'instant'>[]
  readonly marks: readonly Positioned<PartOf<'midnight' | 'end-of-day' | 'daypart'>>[]
  readonly isPast: boolean
  readonly isRecurring: boolean
}

type Draft = {
  -readonly [Key in keyof Statement]: Statement[Key] extends readonly (infer Item)[] ? Item[] : Statement[Key]
}

/** Sorts the parts of a text by their meaning. @returns `unreadable` if a word joins nothing. */
export function toStatement(found: readonly Found[]): Statement | Refused {
  const kept = found.filter(({ part }) => part.kind !== 'word' || !fillers.has(part.word))
  const draft: Draft = {
    days: [],
    ordinals: [],
    clocks: [],
    dotted: [],
    ranges: [],
    spans: [],
    zones: [],
    instants: [],
    marks: [],
    isPast: false,
    isRecurring: false,
  }
  for (let index = 0; index < kept.length; ) {
    const count = takeAt(kept, index, draft)
    if (count === 0) return refuse('unreadable')
    index += count
  }
  return draft
}

const fillers: ReadonlySet<string> = new Set(['filler', 'comma'])

/** Adds what begins at an index. @returns how many parts it has; 0 if it has no place there. */
function takeAt(kept: readonly Found[], index: number, draft: Draft): number {
  const range = rangeAt(kept, index)
  if (range !== undefined) {
    draft.ranges.push(range.range)
    return range.count
  }
  const found = kept[index]
  if (found === undefined) return 0
  if (found.part.kind === 'word') return takeWord(kept, index, draft)
  if (found.part.kind === 'span' && isShift(kept, index)) {
    if (draft.shift !== undefined) return 0
    draft.shift = found.part.span
    return 2
  }
  return takePart(found, draft) ? 1 : 0
}

/** Whether a span is counted from a day: `a week on friday`. "In a week on friday" is unclear. */
function isShift(kept: readonly Found[], index: number): boolean {
  const [span, joint, day] = kept.slice(index, index + 3).map(({ part }) => part)
  if (span?.kind !== 'span' || span.hasPreposition || joint?.kind !== 'word') return false
  if (day?.kind !== 'day' && day?.kind !== 'ordinal') return false
  return joint.word === 'on' || joint.word === 'from' || joint.word === 'after'
}

function takeWord(kept: readonly Found[], index: number, draft: Draft): number {
  const [word, next] = [kept[index]?.part, kept[index + 1]?.part]
  if (word?.kind !== 'word') return 0
  if (word.word === 'at' || word.word === 'on' || word.word === 'until') return 1
  if (word.word === 'for' && next?.kind === 'span' && draft.length === undefined) {
    draft.length = next.span
    return 2
  }
  // "fri 4 dec - 17:00": a dash between the day and the time.
  const before = kept[index - 1]?.part
  return word.word === 'to' && isDayBesideTime(before, next) ? 1 : 0
}

const isDayBesideTime = (a: Part | undefined, b: Part | undefined): boolean =>
  (a?.kind === 'day' && b?.kind === 'clock') || (a?.kind === 'clock' && b?.kind === 'day')

function takePart({ part, start, end }: Found, draft: Draft): boolean {
  const at = { start, end }
  switch (part.kind) {
    case 'day':
      draft.days.push({ ...part, ...at })
      if (part.isPlural) draft.isRecurring = true
      return true
    case 'ordinal':
      draft.ordinals.push({ ...part, ...at })
      return true
    case 'clock':
    case 'number':
      draft.clocks.push({ ...part, ...at })
      return true
    case 'dotted':
      draft.dotted.push({ ...part, ...at })
      return true
    case 'span':
      draft.spans.push({ ...part, ...at })
      return true
    case 'zone':
      draft.zones.push({ ...part, ...at })
      return true
    case 'instant':
      draft.instants.push(part)
      return true
    case 'daypart':
      if (part.isToday) draft.days.push({ kind: 'day', day: { on: 'offset', days: 0 }, ...at })
      draft.marks.push({ ...part, ...at })
      return true
    case 'midnight':
    case 'end-of-day':
      draft.marks.push({ ...part, ...at })
      return true
    case 'past':
      draft.isPast = true
      return true
    case 'every':
    case 'rhythm':
    case 'monthly':
    case 'weekdays':
      draft.isRecurring = true
      return true
    case 'nth':
      // "last friday" has passed; "first friday" is of some month.
      if (part.value === -1) draft.isPast = true
      return part.value === -1
    case 'never':
    case 'now':
    case 'refused':
    case 'word':
      return false
  }
}

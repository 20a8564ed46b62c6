import type { Day, Part } from './part.ts'
import { isRefused, type Refused, refuse } from './refused.ts'

type DateDay = Extract<Day, { readonly on: 'date' }>

/**
 * Gives numbers the month of the date they are listed with: `23 and 30 Dec`, `Dec 23-30`.
 *
 * @returns `unreadable` for a number with no such date, `ambiguous` between dates of two months.
 */
export function shareMonths(parts: readonly Part[]): readonly Part[] | Refused {
  const shared: Part[] = []
  for (const [index, part] of parts.entries()) {
    const isNumber = part.kind === 'number' && !part.isHour
    const after = monthAround(parts, index, 1)
    const before = monthAround(parts, index, -1)
    if (!isNumber && !(part.kind === 'ordinal' && (after ?? before) !== undefined)) {
      shared.push(part)
      continue
    }
    const date = after ?? before
    if (date === undefined) return refuse('unreadable')
    if (after !== undefined && before !== undefined && after.month !== before.month)
      return refuse('ambiguous')
    const read = withDay(date, part.value)
    if (isRefused(read)) return read
    shared.push(read)
  }
  return shared
}

/** The date at the end of a list of numbers, in one direction. */
function monthAround(parts: readonly Part[], index: number, step: 1 | -1): DateDay | undefined {
  for (let at = index + step; ; at += step) {
    const part = parts[at]
    if (part?.kind === 'day') return part.day.on === 'date' ? part.day : undefined
    const isListed =
      part?.kind === 'number' || part?.kind === 'ordinal' || (part?.kind === 'word' && joints.has(part.word))
    if (!isListed) return undefined
  }
}

const joints: ReadonlySet<string> = new Set(['and', 'comma', 'to', 'until'])

function withDay({ month, year }: DateDay, day: number): Part | Refused {
  const longest = new Date(Date.UTC(2024, month, 0)).getUTCDate()
  if (day < 1 || day > longest) return refuse('no-such-date')
  return { kind: 'day', day: { on: 'date', month, day, ...(year !== undefined && { year }) } }
}

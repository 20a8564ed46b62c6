import { type Refused, refuse } from './words/refused.ts'
import { scan } from './words/scan.ts'

const maxMinutes = 1440

/** Reads how long something takes: `90m`, `two hours`, `for 1.5h`. @returns whole minutes, at most a day. */
export function readLength(text: string): { readonly minutes: number } | Refused {
  const scanned = scan(text, 'UTC')
  if ('refused' in scanned) return scanned
  const parts = scanned.found.map(({ part }) => part)
  const isOnlySpan = parts.every(({ kind }, index) => kind === 'span' || (index === 0 && kind === 'word'))
  const [span, ...others] = parts.filter((part) => part.kind === 'span')
  if (!isOnlySpan || span === undefined || others.length > 0) return refuse('unreadable')
  const { months, days, minutes } = span.span
  const total = months === 0 ? Math.round(minutes + days * maxMinutes) : 0
  return total >= 1 && total <= maxMinutes ? { minutes: total } : refuse('unreadable')
}

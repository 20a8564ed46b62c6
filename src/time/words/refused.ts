/** Why words are not read as a time, days or a rule; `errors.ts` has the sentence for each. */
export type RefusedKind =
  | 'ambiguous'
  | 'mismatch'
  | 'past'
  | 'now'
  | 'recurring'
  | 'too-far'
  | 'no-such-date'
  | 'no-such-time'
  | 'zone-unknown'
  | 'two-zones'
  | 'two-times'
  | 'zone-offset'
  | 'backwards'
  | 'unreadable'
  | 'no-weekday'
  | 'no-time'
  | 'one-weekday'
  | 'months'
  | 'day-of-month'

export interface Refused {
  readonly refused: RefusedKind
  /**
   * The possible meanings: dates (`2026-12-04`), times (`05:00`), local moments (`2026-12-05T00:00`) or zones. Day
   * first before month first, else the earlier one first.
   */
  readonly choices?: readonly string[]
}

export const refuse = (refused: RefusedKind, choices: readonly string[] = []): Refused =>
  choices.length === 0 ? { refused } : { refused, choices }

/** The values, or the first refusal among them. */
export function collect<Value extends object>(
  values: readonly (Value | Refused)[],
): readonly Value[] | Refused {
  const read: Value[] = []
  for (const value of values) {
    if (isRefused(value)) return value
    read.push(value)
  }
  return read
}

export const isRefused = <Value extends object>(value: Value | Refused): value is Refused =>
  'refused' in value

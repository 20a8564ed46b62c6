import type { Part } from './words/part.ts'
import { type Refused, refuse } from './words/refused.ts'

type ZonePart = Extract<Part, { readonly kind: 'zone' }>

export interface ResolvedZone {
  /** An IANA name, or an offset such as `+02:00`. */
  readonly zone: string
  readonly use: ZonePart['use']
  /** The abbreviation that was written: `EST`. */
  readonly letters?: string
}

/** The one zone that a text names; `undefined` if it names none. GMT is an offset for one moment only. */
export function resolveZone(parts: readonly ZonePart[], ownZone: string): ResolvedZone | Refused {
  const [first, ...others] = parts
  if (first === undefined) return { zone: ownZone, use: 'place' }
  const common = others.reduce<readonly string[]>(
    (zones, part) => zones.filter((zone) => part.zones.includes(zone)),
    first.zones,
  )
  const [zone, ...further] = common
  if (zone === undefined) return refuse('two-zones')
  if (further.length > 0) return refuse('ambiguous', common)
  const named =
    parts.find(({ use }) => use === 'offset') ?? parts.find(({ letters }) => letters !== undefined) ?? first
  return { zone, use: named.use, ...(named.letters !== undefined && { letters: named.letters }) }
}

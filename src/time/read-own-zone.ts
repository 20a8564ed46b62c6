import { resolveZone } from './resolve-zone.ts'
import { nearestZones } from './words/nearest-zones.ts'
import { isRefused, type Refused, refuse } from './words/refused.ts'
import { scan } from './words/scan.ts'

/** Reads a time zone as people write it: `Berlin`, `Europe/Berlin`, `eastern time`. */
export function readOwnZone(words: string): { readonly zone: string } | Refused {
  const scanned = scan(words, 'UTC')
  const unknown = () => refuse('zone-unknown', nearestZones(words.trim().toLowerCase()))
  if (isRefused(scanned)) return scanned.refused === 'unreadable' ? unknown() : scanned
  const parts = scanned.found.map(({ part }) => part)
  const zones = parts.filter((part) => part.kind === 'zone')
  if (zones.length === 0 || zones.length < parts.length) return unknown()
  const named = resolveZone(zones, 'UTC')
  if (isRefused(named)) return named
  return named.use === 'offset' ? refuse('zone-offset') : { zone: named.zone }
}

/** The zone that words name, or `undefined` if they name none, or several. */
export function zoneNamed(words: string): string | undefined {
  const read = readOwnZone(words)
  return isRefused(read) ? undefined : read.zone
}

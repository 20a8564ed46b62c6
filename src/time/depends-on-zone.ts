import { isRefused } from './words/refused.ts'
import { scan } from './words/scan.ts'

/** A zone that nobody names, at the one end of the world. */
const farWest = 'Etc/GMT+12'

/** Both ends of the world, and every rule by which clocks change. */
const everyClock = [
  ...[farWest, 'Pacific/Kiritimati', 'UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago'],
  ...['Africa/Cairo', 'Africa/Casablanca', 'Asia/Beirut', 'Asia/Jerusalem', 'Australia/Sydney'],
  ...['Australia/Lord_Howe', 'Pacific/Auckland', 'America/Havana'],
]

/**
 * Whether words have another meaning in another time zone: `fri 17:00` does, `in 2 hours` doesn't, nor does what names
 * its zone. `3d` does only where the clocks of some zone change meanwhile.
 *
 * @param read What the words mean in a zone, without that zone.
 */
export function dependsOnZone(words: string, read: (zone: string) => unknown): boolean {
  if (namesZone(words)) return false
  return new Set(everyClock.map((zone) => JSON.stringify(read(zone)))).size > 1
}

/** "My time" names no zone. */
function namesZone(words: string): boolean {
  const scanned = scan(words, farWest)
  if (isRefused(scanned)) return false
  return scanned.found.some(({ part }) => part.kind === 'zone' && !part.zones.includes(farWest))
}

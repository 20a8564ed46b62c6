import { LRUCache } from 'lru-cache'
import { Temporal } from 'temporal-polyfill'

/** Cities that no IANA zone is named after, and places whose zone has an older name in some zone data. */
const otherPlaces: Readonly<Record<string, readonly string[]>> = {
  'America/Los_Angeles': ['san francisco', 'sf', 'la', 'seattle', 'berkeley'],
  'America/New_York': ['nyc', 'boston', 'washington', 'washington dc'],
  'America/Toronto': ['montreal'],
  'Europe/London': ['oxford'],
  'Europe/Berlin': ['munich'],
  'Asia/Kolkata': ['calcutta', 'bangalore', 'bengaluru', 'mumbai', 'delhi', 'new delhi', 'kolkata'],
  'Asia/Shanghai': ['beijing'],
  'Asia/Jerusalem': ['tel aviv'],
  'Asia/Kathmandu': ['kathmandu', 'katmandu'],
  'Asia/Yangon': ['yangon', 'rangoon'],
  'Asia/Ho_Chi_Minh': ['ho chi minh', 'ho chi minh city', 'saigon'],
  'Europe/Kyiv': ['kyiv', 'kiev'],
  'America/Argentina/Buenos_Aires': ['buenos aires'],
  'America/Indiana/Indianapolis': ['indianapolis'],
  'America/Kentucky/Louisville': ['louisville'],
  'America/Nuuk': ['nuuk'],
}

const cambridge = ['Europe/London', 'America/New_York']

/** The name in small letters without accents, with spaces for underscores and hyphens. */
export const placeKey = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[_-]/g, ' ')

/** Zones by the name of a place, as {@link placeKey} writes it. Several where two places have one name. */
export const zonesByPlace: ReadonlyMap<string, readonly string[]> = new Map([
  ...Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/'))
    .map((zone): [string, readonly string[]] => [placeKey(zone.slice(zone.lastIndexOf('/') + 1)), [zone]]),
  ...Object.entries(otherPlaces).flatMap(([zone, names]) =>
    names.map((name): [string, readonly string[]] => [name, [zone]]),
  ),
  ['cambridge', cambridge],
])

/** Names of the clocks of the United States and Canada. */
export const genericZones: ReadonlyMap<string, string> = new Map(
  [
    ['America/New_York', 'eastern', 'et'],
    ['America/Chicago', 'central', 'ct'],
    ['America/Denver', 'mountain', 'mt'],
    ['America/Los_Angeles', 'pacific', 'pt'],
  ].flatMap(([zone = '', ...names]) => names.map((name): [string, string] => [name, zone])),
)

/** Old names of zones without a slash, in small letters. */
export const oldNames: ReadonlySet<string> = new Set(
  (
    'cuba egypt eire gb gb-eire greenwich hongkong iceland iran israel jamaica japan kwajalein libya met ' +
    'navajo nz nz-chat poland portugal prc roc rok singapore turkey uct universal w-su zulu ' +
    'cst6cdt est5edt mst7mdt pst8pdt'
  ).split(' '),
)

interface Abbreviation {
  /** The places that use it, most likely first. */
  readonly zones: readonly string[]
  /** What Intl calls it, in English. */
  readonly names: readonly string[]
}

const abbreviation = (zones: readonly string[], ...names: readonly string[]): Abbreviation => ({
  zones,
  names,
})

/** Abbreviations stand for a place's clock all year: people in New York write EST in July and mean their clocks. */
export const abbreviations: ReadonlyMap<string, Abbreviation> = new Map([
  ['cet', abbreviation(['Europe/Berlin'], 'Central European Standard Time')],
  ['cest', abbreviation(['Europe/Berlin'], 'Central European Summer Time')],
  ['eet', abbreviation(['Europe/Athens'], 'Eastern European Standard Time')],
  ['eest', abbreviation(['Europe/Athens'], 'Eastern European Summer Time')],
  ['wet', abbreviation(['Europe/Lisbon'], 'Western European Standard Time')],
  ['west', abbreviation(['Europe/Lisbon'], 'Western European Summer Time')],
  ['bst', abbreviation(['Europe/London'], 'British Summer Time')],
  ['msk', abbreviation(['Europe/Moscow'], 'Moscow Standard Time')],
  ['est', abbreviation(['America/New_York'], 'Eastern Standard Time')],
  ['edt', abbreviation(['America/New_York'], 'Eastern Daylight Time')],
  [
    'cst',
    abbreviation(
      ['America/Chicago', 'Asia/Shanghai'],
      'Central Standard Time',
      'China Standard Time',
      'Cuba Standard Time',
      'Taiwan Standard Time',
    ),
  ],
  ['cdt', abbreviation(['America/Chicago'], 'Central Daylight Time', 'Cuba Daylight Time')],
  ['mst', abbreviation(['America/Denver', 'America/Phoenix'], 'Mountain Standard Time')],
  ['mdt', abbreviation(['America/Denver'], 'Mountain Daylight Time')],
  ['pst', abbreviation(['America/Los_Angeles'], 'Pacific Standard Time')],
  ['pdt', abbreviation(['America/Los_Angeles'], 'Pacific Daylight Time')],
  [
    'ist',
    abbreviation(
      ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
      'India Standard Time',
      'Irish Standard Time',
      'Israel Standard Time',
    ),
  ],
  ['jst', abbreviation(['Asia/Tokyo'], 'Japan Standard Time')],
  ['kst', abbreviation(['Asia/Seoul'], 'Korean Standard Time')],
  ['sgt', abbreviation(['Asia/Singapore'], 'Singapore Standard Time')],
  ['hkt', abbreviation(['Asia/Hong_Kong'], 'Hong Kong Standard Time')],
  ['aest', abbreviation(['Australia/Sydney'], 'Australian Eastern Standard Time')],
  ['aedt', abbreviation(['Australia/Sydney'], 'Australian Eastern Daylight Time')],
  ['nzst', abbreviation(['Pacific/Auckland'], 'New Zealand Standard Time')],
  ['nzdt', abbreviation(['Pacific/Auckland'], 'New Zealand Daylight Time')],
  ['sast', abbreviation(['Africa/Johannesburg'], 'South Africa Standard Time')],
  ['hst', abbreviation(['Pacific/Honolulu'], 'Hawaii-Aleutian Standard Time')],
  ['gmt', abbreviation(['Europe/London', 'UTC'], 'Greenwich Mean Time')],
])

/** Whether the clocks of a zone have that name at some time of the year. */
export const usesName = (zone: string, names: readonly string[]): boolean =>
  longNamesOf(zone).some((name) => names.includes(name))

/** People are in few of the about 600 zones; to make a format takes longer than to read a whole text. */
const longNames = new LRUCache<string, readonly string[]>({ max: 300 })

/** The names of a zone in winter and in summer, such as "Central European Standard Time". */
function longNamesOf(zone: string): readonly string[] {
  const known = longNames.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' })
  const names = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].flatMap((at) =>
    format.formatToParts(at).flatMap(({ type, value }) => (type === 'timeZoneName' ? [value] : [])),
  )
  longNames.set(zone, names)
  return names
}

/**
 * The name of a zone in the spelling of the zone data, an old name unchanged; `undefined` if it is not one. The pattern
 * excludes offsets and timestamps, which Temporal would accept too.
 */
export function findZone(name: string): string | undefined {
  if (!/^[a-z][\w+/-]*$/i.test(name)) return undefined
  try {
    // Not by Intl, which makes Asia/Calcutta of Asia/Kolkata.
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return undefined
  }
}

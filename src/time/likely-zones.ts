/** Where most people are whose apps speak a language: BCP 47 tags, a country's before the language's own. */
const byLanguage: Readonly<Record<string, readonly string[]>> = {
  'en-US': ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  'en-GB': ['Europe/London', 'Europe/Dublin', 'Asia/Kolkata', 'Australia/Sydney'],
  en: ['America/New_York', 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata'],
  de: ['Europe/Berlin', 'Europe/Zurich', 'Europe/Vienna'],
  'es-ES': ['Europe/Madrid', 'Atlantic/Canary'],
  es: ['America/Mexico_City', 'America/Bogota', 'America/Argentina/Buenos_Aires', 'America/Santiago'],
  fr: ['Europe/Paris', 'Europe/Brussels', 'America/Toronto', 'Africa/Casablanca'],
  nl: ['Europe/Amsterdam', 'Europe/Brussels'],
  pt: ['America/Sao_Paulo', 'America/Manaus', 'Europe/Lisbon'],
  ru: ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Novosibirsk', 'Asia/Vladivostok'],
  id: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
  zh: ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Singapore'],
  'zh-TW': ['Asia/Taipei', 'Asia/Hong_Kong'],
  bg: ['Europe/Sofia'],
  cs: ['Europe/Prague'],
  da: ['Europe/Copenhagen'],
  el: ['Europe/Athens'],
  fi: ['Europe/Helsinki'],
  hi: ['Asia/Kolkata'],
  hr: ['Europe/Zagreb'],
  hu: ['Europe/Budapest'],
  it: ['Europe/Rome'],
  ja: ['Asia/Tokyo'],
  ko: ['Asia/Seoul'],
  lt: ['Europe/Vilnius'],
  no: ['Europe/Oslo'],
  pl: ['Europe/Warsaw'],
  ro: ['Europe/Bucharest'],
  sv: ['Europe/Stockholm'],
  th: ['Asia/Bangkok'],
  tr: ['Europe/Istanbul'],
  uk: ['Europe/Kyiv'],
  vi: ['Asia/Ho_Chi_Minh'],
}

const anywhere = ['America/New_York', 'America/Los_Angeles', 'Europe/London', 'Europe/Berlin']

const maxLikely = 4

/**
 * The zones in which a person may live, most likely first, at most four.
 *
 * @param nearby Zones of others in the same space.
 * @param language Of the person's app, a BCP 47 tag.
 */
export function findLikelyZones(nearby: readonly string[], language: string | undefined): readonly string[] {
  const count = (zone: string) => nearby.filter((other) => other === zone).length
  const others = [...new Set(nearby)].toSorted((a, b) => count(b) - count(a)).slice(0, maxLikely - 1)
  return [...new Set([...others, ...zonesOf(language)])].slice(0, maxLikely)
}

function zonesOf(language = ''): readonly string[] {
  return byLanguage[language] ?? byLanguage[language.split('-', 1)[0] ?? ''] ?? anywhere
}

import { Temporal } from 'temporal-polyfill'
import { listed } from '../../chat/text.ts'
import { LocalDate, Zone } from '../../time/local-time.ts'
import { invalidStart, invalidTime, noTime, twoStarts, twoTimes, twoZones } from './errors.ts'
import { readDays } from './read-days.ts'
import { nths, type Rule, weekdays } from './rule.ts'
import { dayNames, normaliseSpaces, nthNames } from './rule-words.ts'
import type { Schedule } from './schedule.ts'

/**
 * Reads a schedule: `every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02`, `tue and thu 6:30 pm`,
 * `1st,3rd thu 18:00`, `last wed 17:00`. Its parts come in any order; what has two meanings is not guessed.
 *
 * @param today The local date that a weekly rule starts on by default: `2026-11-23`.
 * @param zone The default time zone.
 * @returns the zone spelt as in the zone data, an old name unchanged; the weekdays in the order of the week.
 * @throws UserError when a part is missing, is there twice, can't be read, or has two meanings.
 */
export function readRule(
  words: string,
  today: string,
  zone: string,
): Pick<Schedule, 'zone' | 'time' | 'rule'> {
  const datePattern = takeFrom(withCommas(words.toLowerCase()))
  const timePattern = takeTime(datePattern.rest)
  const zonePattern = takeZone(timePattern.rest)
  return {
    zone: zonePattern.zone ?? zone,
    time: timePattern.time,
    rule: readDays(zonePattern.rest, datePattern.from, today),
  }
}

/** Turns every comma, "and" and "&" into a comma with spaces around it. */
const withCommas = (words: string): string =>
  normaliseSpaces(words.replaceAll(/,|&|(?<=\s)and(?=\s)/g, ' , '))

function takeFrom(words: string): { from: string | undefined; rest: string } {
  const part = /(?<=^| )(?:from|starting) (\S+)(?= |$)/g
  const [found, second] = [...words.matchAll(part)]
  if (second !== undefined) throw twoStarts()
  const from = found?.[1]
  if (from !== undefined && !LocalDate.safeParse(from).success) throw invalidStart(from)
  return { from, rest: normaliseSpaces(words.replaceAll(part, '')) }
}

function takeTime(words: string): { time: string; rest: string } {
  const part = /(?<=^| )(?:at )?(\d{1,2})(?=[:.]\d| ?[ap]\.?m\b)(?:[:.](\d{2}))?(?: ?([ap])\.?m\.?)?(?= |$)/g
  const [found, second] = [...words.matchAll(part)]
  if (found === undefined) throw noTime()
  if (second !== undefined) throw twoTimes()
  const [all, hour, minute = '00', half] = found
  const isHour = half === undefined ? Number(hour) <= 23 : Number(hour) >= 1 && Number(hour) <= 12
  if (!isHour || Number(minute) > 59) throw invalidTime(all.replace('at ', ''))
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0)
  return {
    time: `${String(hours).padStart(2, '0')}:${minute}`,
    rest: normaliseSpaces(words.replaceAll(part, '')),
  }
}

function takeZone(words: string): { zone: string | undefined; rest: string } {
  const all = words.split(' ')
  const [name, second] = all.filter((word) => Zone.safeParse(word).success)
  if (name === undefined) return { zone: undefined, rest: words }
  if (second !== undefined) throw twoZones()
  // Not by Intl, which makes Asia/Calcutta of Asia/Kolkata.
  const zone = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  return { zone, rest: normaliseSpaces(all.filter((word) => word !== name).join(' ')) }
}

/**
 * A schedule's rule in words: `every 2 weeks on Wednesday at 17:00, Europe/Berlin`, `on the 1st and 3rd Thursday of
 * the month at 18:00, Asia/Kolkata`. It leaves out start, exceptions, extras and pauses.
 */
export function ruleWords({ zone, time, rule }: Schedule): string {
  if (rule === undefined) return `on single dates, ${zone}`
  return `${dayWords(rule)} at ${time}, ${zone}`
}

function dayWords(rule: Rule): string {
  if ('monthly' in rule) {
    const which = nths.filter((nth) => rule.monthly.includes(nth)).map((nth) => nthNames[nth])
    return `on the ${listed(which)} ${dayNames[rule.on]} of the month`
  }
  const days = weekdays.filter((day) => rule.on.includes(day)).map((day) => dayNames[day])
  return `${rule.every === 1 ? 'every week' : `every ${rule.every} weeks`} on ${listed(days)}`
}

import {
  everyFewMonths,
  invalidWeeks,
  monthsOrWeeks,
  noNth,
  noWeekday,
  severalWeekdays,
  twoRhythms,
  unclearNth,
  unknownWord,
  unknownZone,
  weeksAndMonths,
} from './errors.ts'
import {
  type MonthlyRule,
  type Nth,
  nths,
  type Rule,
  type Weekday,
  type WeeklyRule,
  weekdays,
} from './rule.ts'
import { daysByWord, normaliseSpaces, nthNames, nthsByWord } from './rule-words.ts'

const weeklyPattern =
  /(?<=^| )(?:weekly|fortnightly|(?:every|each) week|every (\S+) weeks?|every other)(?= |$)/g
const monthlyPattern =
  /(?<=^| )(?:monthly|(?:of )?(?:every|each) month|(?:of|in) the month|every (\S+) months?)(?= |$)/g

/** How often there is a session, as the words say; `each` for "every" alone. */
type Rhythm =
  | { readonly kind: 'weeks'; readonly every: number }
  | { readonly kind: 'months' | 'each' | 'unsaid' }

/**
 * Reads the days of a rule: `every 2 weeks on wed`, `tue , thu`, `1st , 3rd thu of the month`.
 *
 * @param words In lower case, with single spaces, also around commas; without time, zone and start.
 * @param from The start, if the words name one.
 * @param today The start of a weekly rule if they don't.
 * @throws UserError as {@link readRule} does.
 */
export function readDays(words: string, from: string | undefined, today: string): Rule {
  const { rhythm, rest } = readRhythm(words)
  const { monthly, on } = readList(rest)
  return monthly.length > 0 ? monthlyRule(rhythm, monthly, on, from) : weeklyRule(rhythm, on, from ?? today)
}

function readRhythm(words: string): { rhythm: Rhythm; rest: string } {
  const [week, ...otherWeeks] = [...words.matchAll(weeklyPattern)]
  const months = [...words.matchAll(monthlyPattern)]
  if (week !== undefined && otherWeeks.length + months.length > 0) throw twoRhythms()
  if (months.some(([, count]) => count !== undefined)) throw everyFewMonths()
  const left = normaliseSpaces(words.replaceAll(weeklyPattern, '').replaceAll(monthlyPattern, ''))
  const rest = left.replace(/^(?:every|each) /, '')
  if (week !== undefined) return { rhythm: { kind: 'weeks', every: readWeeks(week[0], week[1]) }, rest }
  if (months.length > 0) return { rhythm: { kind: 'months' }, rest }
  return { rhythm: { kind: rest === left ? 'unsaid' : 'each' }, rest }
}

const countsByWord: ReadonlyMap<string, number> = new Map([
  ['other', 2],
  ['second', 2],
  ['two', 2],
  ['third', 3],
  ['three', 3],
  ['fourth', 4],
  ['four', 4],
])

function readWeeks(words: string, count: string | undefined): number {
  if (count === undefined) return words === 'fortnightly' || words === 'every other' ? 2 : 1
  const weeks = countsByWord.get(count) ?? Number(/^(\d+)(?:st|nd|rd|th)?$/.exec(count)?.[1])
  if (weeks >= 1 && weeks <= 52) return weeks
  throw invalidWeeks(count)
}

/** Reads `on the 1st , the 3rd thu` or `tue thu`: which ones of the month, if any, then the weekdays. */
function readList(list: string): { monthly: readonly Nth[]; on: readonly Weekday[] } {
  const words = list
    .replace(/^on /, '')
    .split(' ')
    .filter((word) => word !== '' && word !== 'the')
  const unknown = words.find((word) => word !== ',' && !daysByWord.has(word) && !nthsByWord.has(word))
  if (unknown !== undefined) throw isLikeZone(unknown) ? unknownZone(unknown) : unknownWord(unknown)
  const start = words.findIndex((word) => daysByWord.has(word))
  if (start < 0) throw noWeekday()
  const nthWords = words.slice(0, start)
  const dayWords = words.slice(start)
  if (dayWords.some((word) => nthsByWord.has(word))) throw severalWeekdays()
  // "2nd last" is neither the second nor the last, so several need commas between them.
  if (nthWords.some((word, index) => (word === ',') === (index % 2 === 0)) || nthWords.at(-1) === ',')
    throw unclearNth(nthWords.join(' '))
  const named = new Set([
    ...nthWords.map((word) => nthsByWord.get(word)),
    ...dayWords.map((word) => daysByWord.get(word)),
  ])
  return { monthly: nths.filter((nth) => named.has(nth)), on: weekdays.filter((day) => named.has(day)) }
}

function weeklyRule(rhythm: Rhythm, on: readonly Weekday[], from: string): WeeklyRule {
  if (rhythm.kind === 'months') throw noNth()
  return { every: rhythm.kind === 'weeks' ? rhythm.every : 1, on, from }
}

function monthlyRule(
  rhythm: Rhythm,
  monthly: readonly Nth[],
  days: readonly Weekday[],
  from: string | undefined,
): MonthlyRule {
  const [on, ...otherDays] = days
  if (on === undefined || otherDays.length > 0) throw severalWeekdays()
  if (rhythm.kind === 'weeks') throw weeksAndMonths()
  // People say "every 2nd Wednesday" for every two weeks and for once a month.
  const nth = rhythm.kind === 'each' && monthly.length === 1 ? monthly.find((nth) => nth > 1) : undefined
  if (nth !== undefined) throw monthsOrWeeks(nth, nthNames[nth], on)
  return { monthly, on, ...(from !== undefined && { from }) }
}

const isLikeZone = (word: string): boolean => /\/|^(?:utc|gmt)?[+−-]\d|^[a-z]{2,4}t$/.test(word)

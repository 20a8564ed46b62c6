import { Temporal } from 'temporal-polyfill'
import { seeded } from '../seeded.ts'

export const zone = 'America/New_York'
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/** A Wednesday at 17:00; `start` in ms since 1970. */
export interface Week {
  readonly number: number
  readonly date: string
  readonly start: number
}

/** What is to become of a week's session. */
export type Fate = 'read' | 'skipped' | 'paused' | 'missed'

/** The bot loses its power after so many changes more, and gets it back later. */
export interface Crash {
  readonly changes: number
  /** Whether the last change still arrives. */
  readonly isMade: boolean
  readonly forMs: number
}

/** What happens to the group. People are numbered; the first of them manages it. */
export type Deed =
  | { readonly kind: 'says'; readonly by: number; readonly words: string }
  /** As soon as that round of the week's poll is open. */
  | { readonly kind: 'votes'; readonly by: number; readonly week: Week; readonly round: 1 | 2 }
  | { readonly kind: 'crashes'; readonly crashes: readonly Crash[] }
  | { readonly kind: 'is down'; readonly until: number }

export interface Happening {
  readonly at: number
  readonly deed: Deed
}

export interface Turnout {
  readonly voters: number
  /** When their votes are to be shown, from the start. */
  readonly revealMs: number
}

export interface Year {
  readonly weeks: readonly Week[]
  readonly fates: ReadonlyMap<number, Fate>
  /** How people vote in the first round of a week. */
  readonly turnouts: ReadonlyMap<number, Turnout>
  readonly happenings: readonly Happening[]
}

const people = 5
export const crashes = 20

const dateOf = (number: number): Temporal.PlainDate =>
  Temporal.PlainDate.from('2027-01-06').add({ weeks: number - 1 })

/** The moment at which the clocks of the zone show that time of a day. */
const momentOf = (date: Temporal.PlainDate, time = '17:00'): number =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

function weekOf(number: number): Week {
  const date = dateOf(number)
  return { number, date: date.toString(), start: momentOf(date) }
}

const fates = new Map<number, Fate>([
  [10, 'skipped'],
  [15, 'missed'],
  [20, 'skipped'],
  [25, 'paused'],
  [26, 'paused'],
  [30, 'skipped'],
  [40, 'paused'],
  [41, 'paused'],
  [47, 'skipped'],
])

/** Weeks in which fewer than two vote, or all of them at once. */
const fewVoters = new Map([
  [7, 1],
  [29, 1],
  [37, 0],
])
const atOnce = new Set([5, 18, 44])
/** Somebody is the second to vote, hours later. */
const lateSecond = 22
/** Weeks whose steps are late or missed by a downtime, or by a pause that ends; and the last. */
const disturbed = new Set([14, 15, 16, 32, 33, 34, 42, 45, 46, 47, 52])

/** When each step of a week falls due, in their order. */
export function dueOf({ number }: Pick<Week, 'number'>): readonly number[] {
  const [date, start] = [dateOf(number), momentOf(dateOf(number))]
  const before = [7, 2, 1].map((days) => momentOf(date.subtract({ days })))
  return [...before, start - 2 * hour, start, start + 30 * minute, start + hour, start + day]
}

const says = (at: number, by: number, words: string): Happening => ({ at, deed: { kind: 'says', by, words } })

/** A year of a weekly group: 52 Wednesdays, with everything that can come between. The same for the same seed. */
export function planYear(seed: number): Year {
  const random = seeded(seed)
  const below = (count: number) => Math.floor(random() * count)
  const weeks = Array.from({ length: 52 }, (_, i) => weekOf(i + 1))
  const at = (number: number, ms: number) => momentOf(dateOf(number)) + ms
  const title = (number: number) => `Paper ${String(number).padStart(2, '0')}`
  const turnouts = new Map<number, Turnout>()

  function votes(week: Week): readonly Happening[] {
    const count = fewVoters.get(week.number) ?? (atOnce.has(week.number) ? people : 2 + below(people - 1))
    const isAtOnce = atOnce.has(week.number)
    const isSecondLate = week.number === lateSecond
    const revealMs = isAtOnce ? 3 * minute : isSecondLate ? 3 * hour : 30 * minute
    turnouts.set(week.number, { voters: count, revealMs })
    const order = Array.from({ length: people }, (_, by) => by).toSorted(() => random() - 0.5)
    const first = order.slice(0, count).map((by, place): Happening => {
      const isHeld = isAtOnce || (isSecondLate && place > 0)
      const afterMs = isHeld ? revealMs : (2 + below(23)) * minute
      return { at: week.start + afterMs, deed: { kind: 'votes', by, week, round: 1 } }
    })
    const again = count < 2 ? [] : order.slice(0, 1 + below(count))
    const second = again.map((by): Happening => {
      const afterMs = (isSecondLate ? 5 * hour : 0) + (65 + below(60)) * minute
      return { at: week.start + afterMs, deed: { kind: 'votes', by, week, round: 2 } }
    })
    return [...first, ...second]
  }

  function ordinary(week: Week): readonly Happening[] {
    const { number, start } = week
    const answer = below(2) === 0 ? 'coming' : 'not-coming'
    return [
      says(
        start + 2 * day,
        number % people,
        `reading add "${title(number + 6)}" why:somebody has to read it`,
      ),
      says(start + 3 * day, below(people), `reading list vote:"${title(number + 6)}"`),
      ...(fates.get(number) === undefined
        ? [says(start - 30 * hour, below(people), `reading next answer:${answer}`), ...votes(week)]
        : []),
    ]
  }

  function crash(): Happening[] {
    const quiet = weeks.filter(({ number }) => !fates.has(number) && !disturbed.has(number))
    const places = quiet.flatMap(dueOf).toSorted(() => random() - 0.5)
    const one = (): Crash => ({ changes: below(24), isMade: random() < 0.5, forMs: (1 + below(11)) * minute })
    // Some crash again as soon as they are back.
    const twice = 4
    return places.slice(0, crashes - twice).map((due, i): Happening => {
      const again = i < twice ? [one()] : []
      return { at: due - minute, deed: { kind: 'crashes', crashes: [one(), ...again] } }
    })
  }

  const dates = (number: number) => dateOf(number).toString()
  const [monday, sunday] = [dateOf(25).subtract({ days: 2 }), dateOf(26).add({ days: 4 })]
  const arranged: readonly Happening[] = [
    // Before there is a record of it, after the announcement, between the two, and an hour before the start.
    says(at(8, 2 * day), 0, `reading skip ${dates(10)} why:"half of us are away"`),
    says(at(20, -26 * hour), 0, `reading skip ${dates(20)} why:"nobody is in town"`),
    says(at(30, -4 * day), 0, 'reading skip'),
    says(at(47, -hour), 0, `reading skip ${dates(47)} why:"the room is flooded"`),
    says(at(23, hour), 0, `reading pause from:${monday} to:${sunday}`),
    says(at(40, -25 * hour), 0, 'reading pause'),
    says(at(41, 2 * day), 0, 'reading resume'),
    // Over a start and past its window; over a start and within it; over an announcement.
    { at: at(15, -29 * hour), deed: { kind: 'is down', until: at(15, -29 * hour + 4 * day) } },
    { at: at(33, -hour), deed: { kind: 'is down', until: at(33, 2 * hour) } },
    { at: at(46, -54 * hour), deed: { kind: 'is down', until: at(46, -8 * hour) } },
  ]
  const happenings = [...weeks.flatMap(ordinary), ...arranged, ...crash()]
  return { weeks, fates, turnouts, happenings: happenings.toSorted((a, b) => a.at - b.at) }
}

/** What is on the list from the beginning. */
export const firstTitles = Array.from({ length: 6 }, (_, i) => `Paper ${String(i + 1).padStart(2, '0')}`)

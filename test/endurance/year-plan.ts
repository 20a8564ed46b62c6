import { Temporal } from 'temporal-polyfill'
import type { Call } from '../../src/chat/call.ts'
import type { PersonId } from '../../src/chat/caller.ts'
import type { Group, Past, Session } from '../../src/reading/group.ts'
import { stepNames } from '../../src/reading/steps.ts'
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

/** What is known of a week's session when somebody does something. */
export interface Now {
  readonly group: Group
  /** Absent before it is prepared, and once it is over. */
  readonly session: Session | undefined
  readonly past: Past | undefined
  /** The number of a member. */
  readonly numberOf: (person: PersonId) => number | undefined
}

/** What happens to the group. People are numbered; the first of them manages it. */
export type Deed =
  | { readonly kind: 'says'; readonly by: number; readonly words: string }
  /** As soon as that round of the week's poll is open. */
  | {
      readonly kind: 'votes'
      readonly by: number
      readonly week: Week
      readonly round: 1 | 2
      /** What they write on the full ballot. */
      readonly says?: Call['args']
    }
  /** Somebody presses something, if there is something to press. */
  | {
      readonly kind: 'calls'
      readonly words: string
      readonly week: Week
      readonly makes: (now: Now) => { readonly by: number; readonly call: Call } | undefined
    }
  | { readonly kind: 'is interested'; readonly by: number; readonly isInterested: boolean }
  | { readonly kind: 'may make events'; readonly isPermitted: boolean }
  /** The group's feeds are fetched, and what the platform shows beside messages is noted. */
  | { readonly kind: 'reads feeds' }
  /** A calendar program asks whether the group's calendar has changed. */
  | { readonly kind: 'fetches the calendar' }
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
  /** How often the bot loses its power. */
  readonly crashes: number
  readonly happenings: readonly Happening[]
}

const people = 5

/** How long a group meets, and what comes between. Weeks are numbered from 1. */
interface Shape {
  /** A Wednesday. */
  readonly firstDate: string
  readonly weeks: number
  readonly fates: ReadonlyMap<number, Fate>
  /** Weeks in which fewer than two vote, or all of them at once. */
  readonly fewVoters: ReadonlyMap<number, number>
  readonly atOnce: ReadonlySet<number>
  /** Somebody is the second to vote, hours later. */
  readonly lateSecond: number
  /** Weeks whose steps are late or missed by a downtime, or by a pause that ends; and the last. */
  readonly disturbed: ReadonlySet<number>
  /** @param at So many ms after the start of a week. */
  readonly arranged: (at: (week: number, ms: number) => number, dateOf: DateOf) => readonly Happening[]
  /** Which steps the bot crashes in, of those of all quiet weeks. */
  readonly crashesIn: (
    quiet: readonly Week[],
    shuffled: <One>(all: readonly One[]) => One[],
  ) => readonly number[]
  /** So many of them crash again as soon as they are back. */
  readonly twice: number
}
type DateOf = (week: number) => Temporal.PlainDate

/** The moment at which the clocks of the zone show that time of a day. */
const momentOf = (date: Temporal.PlainDate, time = '17:00'): number =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

/** The steps of a session that people come to having read the paper. */
export const stepsOfWeek = stepNames.filter((step) => step !== 'poll')

/** When each of them falls due, in their order. */
export function dueOf({ date, start }: Pick<Week, 'date' | 'start'>): readonly number[] {
  const before = [7, 2, 1].map((days) => momentOf(Temporal.PlainDate.from(date).subtract({ days })))
  return [...before, start - 2 * hour, start - hour, start, start + 30 * minute, start + hour, start + day]
}

const says = (at: number, by: number, words: string): Happening => ({ at, deed: { kind: 'says', by, words } })

/** A year: 52 weeks, a crash in any 16 steps, 4 of them twice. */
const year: Shape = {
  firstDate: '2027-01-06',
  weeks: 52,
  fates: new Map<number, Fate>([
    [10, 'skipped'],
    [15, 'missed'],
    [20, 'skipped'],
    [25, 'paused'],
    [26, 'paused'],
    [30, 'skipped'],
    [40, 'paused'],
    [41, 'paused'],
    [47, 'skipped'],
  ]),
  fewVoters: new Map([
    [7, 1],
    [29, 1],
    [37, 0],
  ]),
  atOnce: new Set([5, 18, 44]),
  lateSecond: 22,
  disturbed: new Set([14, 15, 16, 32, 33, 34, 42, 45, 46, 47, 52]),
  arranged: (at, dateOf) => [
    // Before there is a record of it, after the announcement, between the two, and an hour before the start.
    says(at(8, 2 * day), 0, `reading skip ${dateOf(10)} why:"half of us are away"`),
    says(at(20, -26 * hour), 0, `reading skip ${dateOf(20)} why:"nobody is in town"`),
    says(at(30, -4 * day), 0, 'reading skip'),
    says(at(47, -hour), 0, `reading skip ${dateOf(47)} why:"the room is flooded"`),
    says(
      at(23, hour),
      0,
      `reading pause from:${dateOf(25).subtract({ days: 2 })} to:${dateOf(26).add({ days: 4 })}`,
    ),
    says(at(40, -25 * hour), 0, 'reading pause'),
    says(at(41, 2 * day), 0, 'reading resume'),
    // Over a start and past its window; over a start and within it; over an announcement.
    { at: at(15, -29 * hour), deed: { kind: 'is down', until: at(15, -29 * hour + 4 * day) } },
    { at: at(33, -hour), deed: { kind: 'is down', until: at(33, 2 * hour) } },
    { at: at(46, -54 * hour), deed: { kind: 'is down', until: at(46, -8 * hour) } },
  ],
  crashesIn: (quiet, shuffled) => shuffled(quiet.flatMap(dueOf)).slice(0, 16),
  twice: 4,
}

/** Twelve weeks over a change of clocks, with a holiday, a pause, a downtime, and one crash in every kind of step. */
const season: Shape = {
  firstDate: '2027-02-03',
  weeks: 12,
  fates: new Map<number, Fate>([
    [4, 'skipped'],
    [8, 'paused'],
    [9, 'paused'],
  ]),
  fewVoters: new Map([
    [5, 1],
    [7, 0],
  ]),
  atOnce: new Set([3]),
  lateSecond: 6,
  disturbed: new Set([10, 11, 12]),
  arranged: (at, dateOf) => [
    says(at(2, 2 * day), 0, `reading skip ${dateOf(4)} why:"it is a holiday"`),
    says(
      at(6, hour),
      0,
      `reading pause from:${dateOf(8).subtract({ days: 2 })} to:${dateOf(9).add({ days: 4 })}`,
    ),
    { at: at(11, -hour), deed: { kind: 'is down', until: at(11, 2 * hour) } },
  ],
  crashesIn: (quiet, shuffled) =>
    stepsOfWeek.map((_, step) => shuffled(quiet.map(dueOf)).flatMap((due) => due[step] ?? [])[0] ?? 0),
  twice: 1,
}

/** Weeks in which nothing happens but what does in any. */
const quiet = (weeks: number): Shape => ({
  firstDate: '2027-01-06',
  weeks,
  ...{ fates: new Map(), fewVoters: new Map(), atOnce: new Set(), disturbed: new Set() },
  lateSecond: 0,
  arranged: () => [],
  crashesIn: () => [],
  twice: 0,
})

export const planQuiet = (seed: number, weeks: number): Year => plan(quiet(weeks), seed)
export const planYear = (seed: number): Year => plan(year, seed)
export const planSeason = (seed: number): Year => plan(season, seed)

/** A weekly group, with everything that can come between. The same for the same seed. */
function plan(shape: Shape, seed: number): Year {
  const { fates, atOnce, fewVoters, lateSecond } = shape
  const random = seeded(seed)
  const below = (count: number) => Math.floor(random() * count)
  const shuffled = <One>(all: readonly One[]) => all.toSorted(() => random() - 0.5)
  const dateOf: DateOf = (number) => Temporal.PlainDate.from(shape.firstDate).add({ weeks: number - 1 })
  const at = (number: number, ms: number) => momentOf(dateOf(number)) + ms
  const weeks = Array.from({ length: shape.weeks }, (_, i): Week => {
    const date = dateOf(i + 1)
    return { number: i + 1, date: date.toString(), start: momentOf(date) }
  })
  const title = (number: number) => `Paper ${String(number).padStart(2, '0')}`
  const turnouts = new Map<number, Turnout>()

  function votes(week: Week): readonly Happening[] {
    const count = fewVoters.get(week.number) ?? (atOnce.has(week.number) ? people : 2 + below(people - 1))
    const isAtOnce = atOnce.has(week.number)
    const isSecondLate = week.number === lateSecond
    const revealMs = isAtOnce ? 3 * minute : isSecondLate ? 3 * hour : 30 * minute
    turnouts.set(week.number, { voters: count, revealMs })
    const order = shuffled(Array.from({ length: people }, (_, by) => by))
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
    const quiet = weeks.filter(({ number }) => !fates.has(number) && !shape.disturbed.has(number))
    const places = shape.crashesIn(quiet, shuffled)
    const one = (): Crash => ({ changes: below(24), isMade: random() < 0.5, forMs: (1 + below(11)) * minute })
    return places.map((due, i): Happening => {
      const again = i < shape.twice ? [one()] : []
      return { at: due - minute, deed: { kind: 'crashes', crashes: [one(), ...again] } }
    })
  }

  const happenings = [...weeks.flatMap(ordinary), ...shape.arranged(at, dateOf), ...crash()]
  const crashes = happenings.flatMap(({ deed }) => (deed.kind === 'crashes' ? deed.crashes : [])).length
  return { weeks, fates, turnouts, crashes, happenings: happenings.toSorted((a, b) => a.at - b.at) }
}

/** What is on the list from the beginning. */
export const firstTitles = Array.from({ length: 6 }, (_, i) => `Paper ${String(i + 1).padStart(2, '0')}`)

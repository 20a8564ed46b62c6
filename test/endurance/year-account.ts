import { Temporal } from 'temporal-polyfill'
import type { Past } from '../../src/reading/group.ts'
import { stepNames } from '../../src/reading/steps.ts'
import { writeDate } from '../../src/time/write-time.ts'
import type { Seen } from './reading-world.ts'
import { type Week, type Year, zone } from './year-plan.ts'
import type { YearRun } from './year-run.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]

/** What a message of the bot is, by what it says. */
const kinds = {
  announcement: /^Reading group: (?:next session|session skipped|session missed)|^Reading group read /,
  opening: /^Reading group: today's session has started/,
  reminder: /^Reading group: session in /,
  starting: /^It's starting: Reading group/,
  lead: /^You're leading the next session of Reading group/,
  unled: /^The session of Reading group on .+, which you were going to lead, was /,
  sheet: /^Your sheet for /,
  revealedSheet: /^After the reveal: /,
  prompt: /^Votes are visible\./,
  revote: /^Round 2 is open/,
  cruxes: /^What would move you\n/,
  recap: /^Recap: /,
  digest: /^What you missed: /,
  quote: /^A post about /,
  leadCall: / can't lead today's session at |^\w+ leads today's session\./,
  poll: /\n(?:Round [12] · opened by |Closed .+ · round [12] · )/,
  note: /^Reading group: /,
  board: /^Reading group\n/,
} as const
type Kind = keyof typeof kinds

const kindOf = ({ text }: Seen): Kind | undefined =>
  (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].test(text))

const isSheet = ({ text }: Pick<Seen, 'text'>): boolean =>
  kinds.sheet.test(text) || kinds.revealedSheet.test(text)

/** What people have seen of one week. */
export interface WeekSeen {
  readonly week: Week
  readonly past: Past | undefined
  readonly of: (kind: Kind) => readonly Seen[]
}

/** A year as its platform shows it, week by week. */
export interface Account {
  readonly weeks: readonly WeekSeen[]
  readonly notes: readonly Seen[]
  /** Messages that nobody can make sense of. */
  readonly strange: readonly Seen[]
}

/** Sorts what was said into weeks: by the start or the date that a message names, or by the thread that it is in. */
export function accountOf({ weeks }: Year, { history }: YearRun, seen: readonly Seen[]): Account {
  const sorted = seen.map((one) => ({ one, kind: kindOf(one) }))
  const openings = sorted.filter(({ kind }) => kind === 'opening').map(({ one }) => one)

  function startOf(one: Seen): number | undefined {
    // A sheet says only that its session is today.
    if (isSheet(one))
      return weeks.find(({ start }) => one.at > start - 2 * hourMs && one.at < start + dayMs * 2)?.start
    const opening = openings.find(({ id }) => id === one.thread)
    const [moment] = (opening ?? one).moments
    if (moment !== undefined) return moment
    if (kinds.starting.test(one.text) || kinds.leadCall.test(one.text)) return nearestTo(one.at, weeks)
    // Such a message names the day at most.
    if (kinds.digest.test(one.text) || kinds.quote.test(one.text))
      return weeks.findLast(({ start }) => start < one.at)?.start
    const [date] = /\b[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2,3}\b/.exec(one.text) ?? []
    return weeks.find((week) => dayOf(week) === date)?.start
  }

  const accounted = weeks.map((week): WeekSeen => {
    const own = sorted.filter(({ one }) => startOf(one) === week.start)
    const of = (kind: Kind) => own.filter((one) => one.kind === kind).map(({ one }) => one)
    return {
      week,
      past: history.find(({ session }) => session.start === week.start),
      of,
    }
  })
  const end = (weeks.at(-1)?.start ?? 0) + dayMs
  const isStrange = ({ one, kind }: (typeof sorted)[number]) =>
    kind === undefined ||
    (kind !== 'board' &&
      kind !== 'note' &&
      !((startOf(one) ?? 0) > end || weeks.some(({ start }) => start === startOf(one))))
  return {
    weeks: accounted,
    notes: sorted.filter(({ kind }) => kind === 'note').map(({ one }) => one),
    strange: sorted.filter(isStrange).map(({ one }) => one),
  }
}

/** The start of the session that is nearest to a moment. */
const nearestTo = (at: number, weeks: readonly Week[]): number | undefined =>
  weeks.map(({ start }) => start).toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0]

/** "Wed 2 Dec": how messages name the week's session. */
export const dayOf = ({ date }: Week): string => writeDate(date, Date.parse(date))

/** Two messages that say the same in the same place. */
export function repeated(seen: readonly Seen[]): readonly string[] {
  const said = seen
    .filter((one) => !isSheet(one))
    .map(({ where, thread, to, text }) => [where, thread, to, text].join('|'))
  const notes = said.filter((words, i) => said.indexOf(words) !== i)
  return notes.filter((words) => !/: session in /.test(words))
}

export const localTime = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

const sign = { done: '✓', needless: '–', skipped: '✗', waiting: '…', off: ' ' } as const

/** The year as a table: a line a week. */
export function tableOf({ weeks }: Account, { outages }: YearRun): string {
  const head = `wk  date        opened  paper     end      ${stepNames.join(' ')}  what came between`
  const lines = weeks.map(({ week, past, of }) => {
    const [opening] = of('opening')
    const opened = opening === undefined ? '–    ' : localTime(opening.at).slice(11)
    const steps = stepNames.map((step) =>
      sign[past?.session.steps[step]?.state.kind ?? 'off'].padEnd(step.length),
    )
    const hit = outages
      .filter(({ from }) => from > week.start - 5.5 * dayMs && from <= week.start + 1.5 * dayMs)
      .map(({ kind, from, until }) => {
        const length =
          until - from < hourMs ? `${(until - from) / minuteMs} min` : `${(until - from) / hourMs} h`
        return `${kind} ${localTime(from).slice(5).replace('T', ' ')} for ${length}`
      })
    return [
      String(week.number).padStart(2),
      ` ${week.date} `,
      `${opened}  `,
      (past?.entry?.paper.title ?? '').padEnd(9),
      (past?.end ?? 'none').padEnd(8),
      steps.join(' '),
      ` ${hit.join('; ')}${past?.why === undefined ? '' : ` (${past.why})`}`,
    ].join(' ')
  })
  return [head, ...lines].join('\n')
}

import type { Suggest } from '../../src/bot/command.ts'
import type { Context } from '../../src/bot/context.ts'
import { optional, text, timed, typed } from '../../src/chat/option.ts'
import { truncate } from '../../src/chat/truncate.ts'
import type { Group } from '../../src/reading/group.ts'
import type { Held } from '../../src/reading/held.ts'
import { readPastDay } from '../../src/time/read-past-day.ts'
import { todayIn } from '../../src/time/when.ts'
import { writeDate } from '../../src/time/write-time.ts'
import { unreadableDate } from './errors.ts'
import { heldSessionGone, noSessionHeldOn, nothingHeld } from './reading-errors.ts'

const maxSessions = 10
const maxTitle = 70

/** The day of a session that was held. */
export const heldDateOption = timed(
  optional(text('Date: that of the session, if not the last one', 40)),
  'day',
)

/** The session of a control. */
export const sessionOption = typed(optional(text('Session', 20)), { isHidden: true })

/** The last sessions of the group that the typed words fit. */
export const suggestHeld: Suggest = async (words, { caller, reading: { groups }, now }, { group }) => {
  const seen = await groups.find(caller, group)
  const held = seen === undefined ? [] : await groups.listHeld(seen.group)
  return held
    .map(({ session: { date }, entry }) => {
      const title = entry === undefined ? '' : `: ${truncate(entry.paper.title, maxTitle)}`
      return { label: `${writeDate(date, now)}${title}`, value: date }
    })
    .filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(words.trim().toLowerCase()))
    .slice(0, maxSessions)
}

interface Wanted {
  readonly session: string | undefined
  readonly date: string | undefined
  /** Whether to leave out sessions without a recap. */
  readonly hasRecap?: true
}

/**
 * The session with that id, else the one on that day, else the last one.
 *
 * @throws UserError if it does not exist.
 */
export async function requireHeld(
  { reading: { groups }, now }: Pick<Context, 'reading' | 'now'>,
  group: Group,
  { session, date: words, hasRecap }: Wanted,
): Promise<Held> {
  const all = await groups.listHeld(group)
  const held = all.filter(
    ({ past, session }) => !hasRecap || past !== undefined || session.recap !== undefined,
  )
  const day =
    words === undefined ? undefined : readPastDay(words, todayIn(group.schedule?.zone ?? 'UTC', now))
  if (words !== undefined && day === undefined) throw unreadableDate('date', words)
  const found = held.find((one) =>
    session === undefined ? day === undefined || one.session.date === day : one.session.id === session,
  )
  if (found !== undefined) return found
  if (session !== undefined) throw heldSessionGone()
  if (day === undefined) throw nothingHeld()
  throw noSessionHeldOn(
    day,
    held.map((one) => one.session.date),
    now,
  )
}

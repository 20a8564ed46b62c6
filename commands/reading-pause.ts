import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { mayOrganise } from '../src/reading/permissions.ts'
import type { DateSpan } from '../src/time/read-dates.ts'
import { todayIn } from '../src/time/when.ts'
import { writeDate } from '../src/time/write-time.ts'
import { noteView } from '../src/views/note-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption, requireMayInSome } from './options/group.ts'
import { daysNamedTwice } from './options/reading-errors.ts'
import { readPeriod, type TypedOption, zoneFor } from './options/times.ts'

export default defineCommand({
  name: 'reading pause',
  summary: 'No sessions for a while',
  form: { title: 'Pause the group', submit: 'Pause' },
  needs: 'take-part',
  examples: ['reading pause', 'reading pause until 10 Jan', 'reading pause 21 Dec to 3 Jan'],
  options: {
    dates: typed(optional(text('Days without one: until 10 Jan, 21 Dec to 3 Jan', 80)), {
      as: 'dates',
      isFirst: true,
    }),
    from: typed(optional(text('First date without one: today if left out', 40)), {
      as: 'dates',
      onlyWithName: true,
    }),
    to: typed(optional(text('Last date without one: until resumed if left out', 40)), {
      as: 'dates',
      onlyWithName: true,
    }),
    group: groupOption,
  },
  answers: 'caller',
  requireMay: requireMayInSome('pause the group', mayOrganise),
  async run({ group: groupName, ...named }, context) {
    const { caller, reading, now } = context
    const { groups } = reading
    const { group, actor } = await groups.resolve(caller, groupName)
    const { from: first, to: last } = readPause(named, { zone: await zoneFor(context, group), now })
    await groups.pause(actor, group, first, last)
    const since = `Paused from ${writeDate(first, now)}`
    const text = last === undefined ? `${since} until it is resumed.` : `${since} to ${writeDate(last, now)}.`
    return show(noteView(text, [groupButton(group, 'Resume', 'reading resume')]))
  },
})

interface NamedDays {
  readonly dates?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The days of a pause, from today on if its start is left out; without `to` until it is resumed. */
function readPause({ dates, from, to }: NamedDays, typed: Pick<TypedOption, 'zone' | 'now'>): DateSpan {
  if (dates !== undefined && (from !== undefined || to !== undefined)) throw daysNamedTwice()
  if (dates !== undefined) return readPeriod({ ...typed, option: 'dates', words: dates })
  const start = from === undefined ? undefined : readPeriod({ ...typed, option: 'from', words: from })
  const end = to === undefined ? undefined : readPeriod({ ...typed, option: 'to', words: to })
  // "from:next week" names both days.
  const last = end?.to ?? end?.from ?? (start?.to === start?.from ? undefined : start?.to)
  return { from: start?.from ?? todayIn(typed.zone, typed.now), ...(last !== undefined && { to: last }) }
}

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, optional, text, timed, typed } from '../src/chat/option.ts'
import { mayOrganise } from '../src/reading/permissions.ts'
import type { DateSpan } from '../src/time/read-dates.ts'
import { todayIn } from '../src/time/when.ts'
import { writeDate } from '../src/time/write-time.ts'
import { noteView } from '../src/views/note-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption, requireMayInSome } from './options/group.ts'
import { daysNamedTwice } from './options/reading-errors.ts'
import { pauseOf } from './options/schedule.ts'
import { suggestDays } from './options/suggest-times.ts'
import { readPeriod, type TypedOption } from './options/times.ts'

export default defineCommand({
  name: 'reading pause',
  summary: 'No sessions for a while',
  form: { title: 'Pause the group', submit: 'Pause' },
  needs: 'take-part',
  examples: ['reading pause', 'reading pause until 10 Jan', 'reading pause 21 Dec to 3 Jan'],
  options: {
    dates: typed(timed(optional(text('Days without one: until 10 Jan, 21 Dec to 3 Jan', 80)), 'days'), {
      as: 'dates',
      isFirst: true,
    }),
    from: typed(timed(optional(text('First date without one: today if left out', 40)), 'day'), {
      as: 'dates',
      onlyWithName: true,
    }),
    to: typed(timed(optional(text('Last date without one: until resumed if left out', 40)), 'day'), {
      as: 'dates',
      onlyWithName: true,
    }),
    group: groupOption,
    replace: typed(flag('Replace the pause that is set'), { isHidden: true }),
  },
  answers: 'caller',
  suggest: { dates: suggestDays, from: suggestDays, to: suggestDays },
  requireMay: requireMayInSome('pause the group', mayOrganise),
  async run({ group: groupName, replace, ...named }, { caller, reading, now }) {
    const { groups } = reading
    const { group, actor } = await groups.resolve(caller, groupName)
    // A group without a schedule has nothing to pause, whatever the days.
    const { from: first, to: last } = readPause(named, { zone: group.schedule?.zone ?? 'UTC', now })
    const before = pauseOf(group, now)
    if (before !== undefined && replace !== true && mayOrganise(actor, group)) {
      const args = { from: first, ...(last !== undefined && { to: last }), replace: 'yes' }
      const button = groupButton(group, 'Replace it', 'reading pause', args)
      return show(noteView(`${writePause(before, now)} already.`, [button]))
    }
    await groups.pause(actor, group, first, last)
    const span = { from: first, ...(last !== undefined && { to: last }) }
    return show(noteView(`${writePause(span, now)}.`, [groupButton(group, 'Resume', 'reading resume')]))
  },
})

/** "Paused from Mon 1 Feb to Wed 10 Feb" */
const writePause = ({ from, to }: DateSpan, now: number): string =>
  `Paused from ${writeDate(from, now)} ${to === undefined ? 'until it is resumed' : `to ${writeDate(to, now)}`}`

interface NamedDays {
  readonly dates?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The days of a pause, from today on if its start is left out; without `to` until it is resumed. */
function readPause(
  { dates, from, to }: NamedDays,
  typed: Pick<TypedOption, 'now'> & { readonly zone: string },
): DateSpan {
  if (dates !== undefined && (from !== undefined || to !== undefined)) throw daysNamedTwice()
  if (dates !== undefined) return readPeriod({ ...typed, option: 'dates', words: dates })
  const start = from === undefined ? undefined : readPeriod({ ...typed, option: 'from', words: from })
  const end = to === undefined ? undefined : readPeriod({ ...typed, option: 'to', words: to })
  // "from:next week" names both days.
  const last = end?.to ?? end?.from ?? (start?.to === start?.from ? undefined : start?.to)
  return { from: start?.from ?? todayIn(typed.zone, typed.now), ...(last !== undefined && { to: last }) }
}

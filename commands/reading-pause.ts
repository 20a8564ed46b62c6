import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, optional, text, timed, typed } from '../src/chat/option.ts'
import type { Group } from '../src/reading/group.ts'
import { mayOrganise } from '../src/reading/permissions.ts'
import { upcomingDatesIn } from '../src/reading/session-dates.ts'
import type { DateSpan } from '../src/time/read-dates.ts'
import { todayIn } from '../src/time/when.ts'
import { cancelButton } from '../src/views/confirm/confirm-view.ts'
import { noteView } from '../src/views/note-view.ts'
import { alreadyPausedWords, pausedWords } from '../src/views/reading/change-words.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption, requireMayInSome } from './options/group.ts'
import { daysNamedTwice } from './options/reading-errors.ts'
import { pauseOf } from './options/schedule.ts'
import { suggestGroups } from './options/suggest-reading.ts'
import { suggestDays } from './options/suggest-times.ts'
import { readPeriod, type TypedOption } from './options/times.ts'

export default defineCommand({
  name: 'reading pause',
  summary: "Pause the group's sessions",
  form: { title: 'Pause the group', submit: 'Pause' },
  needs: 'take-part',
  examples: ['reading pause', 'reading pause until 10 Jan', 'reading pause 21 Dec to 3 Jan'],
  options: {
    dates: typed(timed(optional(text('Days: for example until 10 Jan, or 21 Dec to 3 Jan', 80)), 'days'), {
      as: 'dates',
      isFirst: true,
    }),
    from: typed(timed(optional(text('From: first day of the pause (today if empty)', 40)), 'day'), {
      as: 'dates',
      onlyWithName: true,
    }),
    to: typed(timed(optional(text('To: last day of the pause (until resumed if empty)', 40)), 'day'), {
      as: 'dates',
      onlyWithName: true,
    }),
    group: groupOption,
    replace: typed(flag('Replace the present pause'), { isHidden: true }),
  },
  answers: 'caller',
  suggest: { dates: suggestDays, from: suggestDays, to: suggestDays, group: suggestGroups },
  requireMay: requireMayInSome('pause the group', mayOrganise),
  async run({ group: groupName, replace, ...named }, { caller, reading, now }) {
    const { groups } = reading
    const { group, actor } = await groups.resolve(caller, groupName)
    // A group without a schedule has nothing to pause, whatever the days.
    const { from: first, to: last } = readPause(named, { zone: group.schedule?.zone ?? 'UTC', now })
    const before = pauseOf(group, now)
    if (before !== undefined && replace !== true && mayOrganise(actor, group)) {
      const args = { from: first, ...(last !== undefined && { to: last }), replace: 'yes' }
      const button = groupButton(group, 'Replace pause', 'reading pause', args)
      return show(noteView(alreadyPausedWords(before, now), [button, cancelButton]))
    }
    await groups.pause(actor, group, first, last)
    const span = { from: first, ...(last !== undefined && { to: last }) }
    const done = pausedWords(span, cancelledBy(group, span), now)
    return show(noteView(done, [groupButton(group, 'Resume', 'reading resume')]))
  },
})

/** The dates whose sessions a pause cancels, those of a pause that it replaces included; none are named without an end. */
function cancelledBy({ schedule, ...group }: Group, { from, to }: DateSpan): readonly string[] {
  if (to === undefined || schedule === undefined) return []
  const { pausedFrom: _, pausedTo: __, ...unpaused } = schedule
  return upcomingDatesIn({ ...group, schedule: unpaused }, { from, to })
}

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

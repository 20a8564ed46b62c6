import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { readDate, readSpan } from '../src/time/read-dates.ts'
import { todayIn } from '../src/time/when.ts'
import { noteView } from '../src/views/note-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption } from './options/group.ts'

export default defineCommand({
  name: 'reading pause',
  summary: 'No sessions for a while',
  examples: [
    'reading pause',
    'reading pause until 2027-01-10',
    'reading pause from:2026-12-21 to:2027-01-03',
  ],
  options: {
    dates: typed(optional(text('When: two dates, or until 2027-01-10', 80)), { as: 'dates', isFirst: true }),
    from: typed(optional(text('First date without one; today if left out', 40)), {
      as: 'dates',
      onlyWithName: true,
    }),
    to: typed(optional(text('Last date without one; until resumed if left out', 40)), {
      as: 'dates',
      onlyWithName: true,
    }),
    group: groupOption,
  },
  answers: 'caller',
  async run({ dates, from: fromDate, to: toDate, group: groupName }, { caller, reading: { groups }, now }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    const { from, to } = dates === undefined ? { from: fromDate, to: toDate } : readSpan(dates)
    const first = from === undefined ? todayIn(group.schedule?.zone ?? 'UTC', now) : readDate(from)
    await groups.pause(actor, group, first, to === undefined ? undefined : readDate(to))
    const text =
      to === undefined ? `Paused from ${first} until it is resumed.` : `Paused from ${first} to ${to}.`
    return show(noteView(text, [groupButton(group, 'Resume', 'reading resume')]))
  },
})

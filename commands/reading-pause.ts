import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text } from '../src/chat/option.ts'
import { todayIn } from '../src/time/when.ts'
import { writeDate } from '../src/time/write-time.ts'
import { noteView } from '../src/views/note-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption } from './options/group.ts'
import { readPeriod, zoneFor } from './options/times.ts'

export default defineCommand({
  name: 'reading pause',
  summary: 'No sessions for a while',
  examples: ['reading pause', 'reading pause from:21 Dec to:3 Jan'],
  options: {
    from: optional(text('First date without one; today if left out', 40)),
    to: optional(text('Last date without one; until resumed if left out', 40)),
    group: groupOption,
  },
  answers: 'caller',
  async run({ from, to, group: groupName }, context) {
    const { caller, reading, now } = context
    const { groups } = reading
    const { group, actor } = await groups.resolve(caller, groupName)
    const typed = { zone: await zoneFor(context, group), now }
    const start = from === undefined ? undefined : readPeriod({ ...typed, option: 'from', words: from })
    const end = to === undefined ? undefined : readPeriod({ ...typed, option: 'to', words: to })
    const first = start?.from ?? todayIn(typed.zone, now)
    // "from:next week" is its first day on, "from:21 Dec to 3 Jan" both.
    const last =
      end?.to ?? end?.from ?? (start !== undefined && start.to !== start.from ? start.to : undefined)
    await groups.pause(actor, group, first, last)
    const since = `Paused from ${writeDate(first, now)}`
    const text = last === undefined ? `${since} until it is resumed.` : `${since} to ${writeDate(last, now)}.`
    return show(noteView(text, [groupButton(group, 'Resume', 'reading resume')]))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { nextSessionOf } from '../src/reading/group.ts'
import { readDates } from '../src/time/read-dates.ts'
import { noteView } from '../src/views/note-view.ts'
import { noSessionPlanned } from './options/errors.ts'
import { groupOption } from './options/group.ts'

export default defineCommand({
  name: 'reading skip',
  summary: 'Drop the next session, or those of some dates',
  examples: ['reading skip', 'reading skip 2026-12-23', 'reading skip 2026-12-23 2026-12-30 why:holidays'],
  options: {
    dates: typed(optional(text('Dates, as 2026-12-23', 300)), { as: 'dates', isFirst: true }),
    why: typed(optional(text('Why, in a line', 300)), { as: 'note', also: ['because', 'reason'] }),
    group: groupOption,
  },
  answers: 'caller',
  async run({ dates: words, why, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    const next = nextSessionOf(group)?.date ?? groups.upcomingSessions(group, 1)[0]?.date
    const dates = words === undefined ? (next === undefined ? [] : [next]) : readDates(words)
    if (dates.length === 0) throw noSessionPlanned()
    const after = await groups.skip(actor, group, dates, why)
    const [first] = groups.upcomingSessions(after, 1)
    const then = first === undefined ? '' : ` The next one is on ${first.date}.`
    return show(noteView(`Skipped: ${dates.join(', ')}.${then}`))
  },
})

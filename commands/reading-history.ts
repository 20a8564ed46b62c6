import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { flag, optional, text } from '../src/chat/option.ts'
import { groupOption } from '../src/reading/group-option.ts'
import { historyView } from '../src/views/history-view.ts'

export default defineCommand({
  name: 'reading history',
  summary: 'What the group has read, and when',
  examples: ['reading history', 'reading history recap'],
  options: {
    season: optional(text('Season', 60)),
    recap: flag('The whole season, for everyone, with a file'),
    group: groupOption,
  },
  answers: ({ recap }) => (recap === true ? 'everyone' : 'caller'),
  async run({ season, group: named }, { caller, reading: { groups } }) {
    const group = await groups.meant(caller, named)
    const past = (await groups.history(group)).filter((one) => season === undefined || one.season === season)
    return shown(historyView(group, past))
  },
})

import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { flag, optional, text } from '../src/chat/option.ts'
import { seasonFileName, seasonMarkdown } from '../src/export/season-markdown.ts'
import { groupOption } from '../src/reading/group-option.ts'
import { pastOf, seasonOf } from '../src/reading/season.ts'
import { UserError } from '../src/user-error.ts'
import { historyView } from '../src/views/history-view.ts'
import { seasonView } from '../src/views/season-view.ts'

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
  async run({ season: asked, recap, group: named }, { caller, now, polls, pageOf, reading: { groups } }) {
    const group = await groups.meant(caller, named)
    const history = await groups.history(group)
    if (recap !== true)
      return shown(historyView(group, asked === undefined ? history : pastOf(group, history, asked).past))

    const { name, past } = pastOf(group, history, asked)
    if (past.length === 0)
      throw new UserError(`No session of ${name} is over yet.`, 'Ask for its recap when the first one is.')
    const ids = past.flatMap(({ session }) => session.poll ?? [])
    const found = await Promise.all(ids.map((id) => polls.readIn(group.place.space, id)))
    const kept = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.poll.id, one.poll]])))
    const season = seasonOf({ group, name, past, polls: kept, pageOf, now })
    return shown(seasonView(season, { name: seasonFileName(season), content: seasonMarkdown(season) }))
  },
})

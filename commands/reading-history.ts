import { seasonRecap } from '../src/board/season-board.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, optional, text } from '../src/chat/option.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { findSeason } from '../src/reading/season.ts'
import { historyView } from '../src/views/reading/history-view.ts'
import { groupOption } from './options/group.ts'
import { seasonNotOver } from './options/reading-errors.ts'
import { suggestGroups, suggestSeasons } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading history',
  summary: 'See what the group has read',
  form: { title: 'Reading history', submit: 'Show' },
  examples: ['reading history', 'reading history recap'],
  options: {
    season: optional(text('Season: its name', 60)),
    recap: flag('Recap: post the whole season, with a file'),
    group: groupOption,
  },
  answers: ({ recap }) => (recap === true ? 'everyone' : 'caller'),
  suggest: { season: suggestSeasons, group: suggestGroups },
  async run(
    { season, recap, group: groupName },
    { caller, now, polls, pageOf, settings, reading: { groups } },
  ) {
    const { group, actor } =
      recap === true ? await groups.resolveHere(caller, groupName) : await groups.resolve(caller, groupName)
    const history = await groups.history(group)
    if (recap !== true)
      return show(
        historyView(group, season === undefined ? history : findSeason(group, history, season).past, now),
      )

    requirePosting(actor, await settings.get(group.place), 'post the recap')
    const board = await seasonRecap(group, history, season, { polls, pageOf, now })
    if (board === undefined) throw seasonNotOver(season ?? group.season.name)
    const { name, view, revision } = board
    return { ...show(view), board: name, ...(revision !== undefined && { revision }) }
  },
})

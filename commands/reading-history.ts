import { readAttendances, seasonRecap } from '../src/board/season-board.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, flag, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { fileName } from '../src/export/file-name.ts'
import { postDialects } from '../src/export/post-dialect.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { findSeason } from '../src/reading/season.ts'
import { fileView } from '../src/views/file-view.ts'
import { historyView } from '../src/views/reading/history-view.ts'
import { groupOption } from './options/group.ts'
import { seasonNotOver } from './options/reading-errors.ts'
import { suggestGroups, suggestSeasons } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading history',
  summary: 'See what the group has read',
  form: { title: 'Reading history', submit: 'Show' },
  examples: ['reading history', 'reading history recap', 'reading history recap as:forum'],
  options: {
    season: optional(text('Season: its name', 60)),
    recap: flag('Recap: post the whole season, with a file'),
    as: typed(
      ifEmpty(optional(choice('Post for: leave it out to see the history', postDialects)), 'No post'),
      {
        spellings: { forum: ['lesswrong'] },
      },
    ),
    group: groupOption,
  },
  answers: ({ recap, as }) => (recap === true && as === undefined ? 'everyone' : 'caller'),
  suggest: { season: suggestSeasons, group: suggestGroups },
  async run(
    { season, recap, as, group: groupName },
    { caller, now, polls, pageOf, settings, exports, reading: { groups, seasonPostOf, attendanceOf } },
  ) {
    if (as !== undefined) {
      const { group } = await groups.resolve(caller, groupName)
      const { name, past } = findSeason(group, await groups.history(group), season)
      if (past.length === 0) throw seasonNotOver(name)
      const content = await exports.run(caller, () => seasonPostOf(group, past, as))
      return show(fileView(fileName(`${group.name}: ${name}`, now, 'md'), 'md', content))
    }
    const { group, actor } =
      recap === true ? await groups.resolveHere(caller, groupName) : await groups.resolve(caller, groupName)
    const history = await groups.history(group)
    if (recap !== true) {
      const past = season === undefined ? history : findSeason(group, history, season).past
      return show(historyView(group, past, await readAttendances(group, past, attendanceOf), now))
    }

    requirePosting(actor, await settings.get(group.place), 'post the recap')
    const board = await seasonRecap(group, history, season, { polls, pageOf, attendanceOf, now })
    if (board === undefined) throw seasonNotOver(season ?? group.season.name)
    const { name, view, revision } = board
    return { ...show(view), board: name, ...(revision !== undefined && { revision }) }
  },
})

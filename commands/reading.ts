import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { typed } from '../src/chat/option.ts'
import { readingBoardView } from '../src/views/reading/reading-board-view.ts'
import { groupOption } from './options/group.ts'

/** The group's board as a note; `reading board` posts it. */
export default defineCommand({
  name: 'reading',
  summary: 'Show the next session and the reading list (only visible to you)',
  examples: ['reading'],
  options: { group: typed(groupOption, { isHidden: true }) },
  naming: {
    also: ['reading group'],
    otherwise: { paper: 'reading add', words: 'reading schedule' },
  },
  answers: 'caller',
  async run({ group: groupName }, { caller, now, reading: { groups } }) {
    const { group } = await groups.resolve(caller, groupName)
    return show(readingBoardView(group, groups.upcomingSessions(group), now, await groups.findLast(group)))
  },
})

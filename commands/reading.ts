import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { readingBoardView } from '../src/views/reading/reading-board-view.ts'

/** The group's board as a note; `reading board` posts it. */
export default defineCommand({
  name: 'reading',
  summary: 'The reading group: its next session and its list, to you alone',
  examples: ['reading'],
  options: {},
  naming: {
    also: ['reading group'],
    otherwise: { paper: 'reading add', words: 'reading schedule' },
  },
  answers: 'caller',
  async run(_, { caller, now, reading: { groups } }) {
    const { group } = await groups.resolve(caller, undefined)
    return show(readingBoardView(group, groups.upcomingSessions(group), now))
  },
})

import { readingBoard } from '../src/board/reading-boards.ts'
import { defineCommand } from '../src/bot/command.ts'
import { readingBoardView } from '../src/views/reading/reading-board-view.ts'
import { groupOption } from './options/group.ts'

/** Posts a group's board where somebody wants it. */
export default defineCommand({
  name: 'reading board',
  summary: 'Post the board of the reading group',
  examples: [],
  options: { group: groupOption },
  answers: 'everyone',
  async run({ group: named }, { caller, reading: { groups } }) {
    const group = await groups.resolve(caller, named)
    return {
      kind: 'shown',
      view: readingBoardView(group, groups.upcomingSessions(group)),
      board: readingBoard(group),
    }
  },
})

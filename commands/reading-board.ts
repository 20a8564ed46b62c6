import { readingBoard } from '../src/board/reading-boards.ts'
import { defineCommand } from '../src/bot/command.ts'
import { requireTakingPart } from '../src/poll/permissions.ts'
import { readingBoardView } from '../src/views/reading/reading-board-view.ts'
import { groupOption } from './options/group.ts'

/** Posts a group's board in this place. */
export default defineCommand({
  name: 'reading board',
  summary: 'Post the board of the reading group',
  examples: [],
  options: { group: groupOption },
  answers: 'everyone',
  async run({ group: groupName }, { caller, reading: { groups } }) {
    requireTakingPart(caller, 'post boards')
    const group = await groups.resolve(caller, groupName)
    return {
      kind: 'shown',
      view: readingBoardView(group, groups.upcomingSessions(group)),
      board: readingBoard(group),
    }
  },
})

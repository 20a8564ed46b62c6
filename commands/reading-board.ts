import { defineCommand } from '../src/chat/command.ts'
import { readingBoard } from '../src/reading/boards.ts'
import { groupOption } from '../src/reading/group-option.ts'
import { readingBoardView } from '../src/views/reading-board-view.ts'

/** Posts a group's board where somebody wants it. */
export default defineCommand({
  name: 'reading board',
  summary: 'Post the board of the reading group',
  examples: [],
  options: { group: groupOption },
  answers: 'everyone',
  async run({ group: named }, { caller, reading: { groups } }) {
    const group = await groups.meant(caller, named)
    return {
      kind: 'shown',
      view: readingBoardView(group, groups.later(group)),
      board: readingBoard(group),
    }
  },
})

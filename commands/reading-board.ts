import { readingBoard } from '../src/board/reading-boards.ts'
import { defineCommand } from '../src/bot/command.ts'
import { requireTakingPart } from '../src/poll/permissions.ts'
import { requireOrganiser } from '../src/reading/permissions.ts'
import { readingBoardView } from '../src/views/reading/reading-board-view.ts'
import { groupOption } from './options/group.ts'

/** Posts a group's board again, where the group lives. */
export default defineCommand({
  name: 'reading board',
  summary: 'Post the reading list here',
  examples: [],
  options: { group: groupOption },
  answers: 'everyone',
  async run({ group: groupName }, { caller, now, reading: { groups } }) {
    const { group, actor } = await groups.resolveHere(caller, groupName)
    requireTakingPart(actor, 'post reading lists')
    requireOrganiser(actor, group, 'post the reading list')
    return {
      kind: 'shown',
      view: readingBoardView(group, groups.upcomingSessions(group), now, await groups.findLast(group)),
      board: readingBoard(group),
    }
  },
})

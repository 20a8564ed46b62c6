import { readingBoard } from '../src/board/reading-boards.ts'
import { defineCommand } from '../src/bot/command.ts'
import { flag } from '../src/chat/option.ts'
import { mayPost } from '../src/poll/permissions.ts'
import { readingBoardView } from '../src/views/reading/reading-board-view.ts'
import { zoneFor } from './options/own-zone.ts'
import { readArrangement, scheduleOptions } from './options/schedule.ts'

/** Creates a group as the caller has confirmed it, or moves one here from another channel, and shows its board to everyone. */
export default defineCommand({
  name: 'reading begin',
  summary: 'Start a reading group',
  examples: [],
  options: { ...scheduleOptions, move: flag('Move the group to this channel') },
  answers: 'everyone',
  async run({ move, ...options }, context) {
    const {
      caller,
      reading: { groups },
      settings,
      now,
    } = context
    const group = await (move === true
      ? groups.moveHere(caller, options.group, mayPost(caller, await settings.get(caller.place)))
      : groups.create(caller, await readArrangement(context, options, undefined, await zoneFor(context))))
    return {
      kind: 'shown',
      view: readingBoardView(group, groups.upcomingSessions(group), now, await groups.findLast(group)),
      board: readingBoard(group),
    }
  },
})

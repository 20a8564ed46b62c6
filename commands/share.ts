import { resultsBoard } from '../src/board/poll-board.ts'
import { defineCommand } from '../src/bot/command.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { sharedView } from '../src/views/poll/result-view.ts'
import { pollOption } from './options/poll.ts'

/** Posts the results for everyone, as far as they may be shown now. */
export default defineCommand({
  name: 'share',
  summary: 'Share the results in this channel',
  examples: [],
  options: { poll: pollOption },
  answers: 'everyone',
  async run({ poll }, { caller, polls, settings, pageOf }) {
    const revision = await polls.editRevisionOf(caller.place.space, poll)
    const shown = await polls.readToPost(caller, poll)
    requirePosting(caller, await settings.get(caller.place), 'share results')
    const place = (await polls.readIn(caller.place.space, poll))?.place ?? caller.place
    return {
      kind: 'shown',
      view: sharedView(shown, { page: pageOf(poll), place }),
      board: resultsBoard(poll, shown.current.number),
      ...(revision !== undefined && { revision }),
    }
  },
})

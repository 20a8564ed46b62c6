import { resultsBoard } from '../src/board/poll-board.ts'
import { defineCommand } from '../src/bot/command.ts'
import { sharedView } from '../src/views/poll/result-view.ts'
import { pollOption } from './options/poll.ts'

/** Posts the results for everyone, as far as they may be shown now. */
export default defineCommand({
  name: 'share',
  summary: 'Share the results in this channel',
  examples: [],
  options: { poll: pollOption },
  answers: 'everyone',
  async run({ poll: id }, { caller, polls, pageOf, linkToPoll }) {
    const { poll, place, share, revision } = await polls.share(caller, id)
    const [page, message] = [await pageOf(id), await linkToPoll(id)]
    return {
      kind: 'shown',
      view: sharedView(poll, { page, message, place, by: caller.person }),
      board: resultsBoard(id, poll.current.number, share),
      revision,
    }
  },
})

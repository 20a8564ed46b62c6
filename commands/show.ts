import { defineCommand } from '../src/bot/command.ts'
import { pollView } from '../src/views/poll/poll-view.ts'
import { pollOption } from './options/poll.ts'

/** Posts a poll's message once more, for one that has scrolled away or was lost; both are kept true. */
export default defineCommand({
  name: 'show',
  summary: 'Post the poll here again',
  examples: [],
  options: { poll: pollOption },
  answers: 'everyone',
  async run({ poll: id }, { caller, polls, boardOf }) {
    return { kind: 'shown', view: pollView(await polls.read(caller, id)), board: boardOf(id) }
  },
})

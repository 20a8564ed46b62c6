import { defineCommand } from '../src/bot/command.ts'
import { pollView } from '../src/views/poll/poll-view.ts'
import { pollOption } from './options/poll.ts'

/**
 * Posts a poll again, if its message is far up or was deleted. Both messages are kept true. Elsewhere
 * it is shown to the caller only.
 */
export default defineCommand({
  name: 'show',
  summary: 'Post the poll here again',
  examples: [],
  options: { poll: pollOption },
  answers: 'everyone',
  async run({ poll: id }, { caller, polls, boardOf, pageOf }) {
    const { poll, livesHere } = await polls.readToShow(caller, id)
    const view = pollView(poll, await pageOf(id))
    return livesHere ? { kind: 'shown', view, board: boardOf(id) } : { kind: 'shown', view, isPrivate: true }
  },
})

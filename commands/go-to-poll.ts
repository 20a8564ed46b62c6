import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { goToPollView } from '../src/views/poll/go-to-poll.ts'
import { pollOption } from './options/poll.ts'

/** Leads from the preview of a page, which everyone sees, to the poll's message, for those who see the poll. */
export default defineCommand({
  name: 'go-to-poll',
  summary: 'Go to the message of a poll',
  examples: [],
  options: { poll: pollOption },
  answers: 'caller',
  async run({ poll: id }, { caller, polls, linkToPoll }) {
    const { paper } = await polls.read(caller, id)
    return show(goToPollView(paper.title, await linkToPoll(id)))
  },
})

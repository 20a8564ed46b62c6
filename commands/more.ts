import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { moreView } from '../src/views/poll/more-view.ts'
import { pollOption } from './options/poll.ts'

/** Shows only the actions that the caller may take on a poll, so that no stray press ends it. */
export default defineCommand({
  name: 'more',
  summary: 'See what you can do with a poll',
  examples: [],
  options: { poll: pollOption },
  answers: 'caller',
  async run({ poll }, { caller, polls }) {
    const { isCurrent, ...own } = await polls.answersOf(caller, poll)
    const rights = await polls.readRights(caller, poll)
    const mayLink = (await polls.linkKinds(caller, poll)).length > 0
    return show(moreView({ ...rights, mayLink }, isCurrent ? own : {}))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { noteView } from '../src/views/note-view.ts'
import { pollOption } from './options/poll.ts'

/** Removes the caller's ballot of this round. */
export default defineCommand({
  name: 'withdraw',
  summary: 'Take your ballot back',
  examples: [],
  options: { poll: pollOption },
  answers: 'caller',
  async run({ poll }, { caller, polls }) {
    const { paper } = await polls.withdraw(caller, poll)
    return show(noteView(`Your ballot on “${paper.title}” is withdrawn. You can vote again any time.`))
  },
})

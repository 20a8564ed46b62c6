import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { pollOption } from '../src/poll/poll-option.ts'
import { sharedView } from '../src/views/result-view.ts'

/** Posts the results for everyone, as far as they may be seen at this moment. */
export default defineCommand({
  name: 'share',
  summary: 'Post the results here',
  examples: [],
  options: { poll: pollOption },
  answers: 'everyone',
  async run({ poll }, { caller, polls }) {
    return shown(sharedView(await polls.read(caller, poll)))
  },
})

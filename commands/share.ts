import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { mayPost, requirePermission } from '../src/poll/permissions.ts'
import { sharedView } from '../src/views/poll/result-view.ts'
import { pollOption } from './options/poll.ts'

/** Posts the results for everyone, as far as they may be shown now. */
export default defineCommand({
  name: 'share',
  summary: 'Post the results here',
  examples: [],
  options: { poll: pollOption },
  answers: 'everyone',
  async run({ poll }, { caller, polls, settings }) {
    const shown = await polls.readToPost(caller, poll)
    requirePermission(mayPost(caller, await settings.get(caller.place)), 'share results', 'a member')
    return show(sharedView(shown))
  },
})

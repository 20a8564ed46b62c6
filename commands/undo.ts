import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { changeOption } from './options/change.ts'
import { pollOption } from './options/poll.ts'

/** Brings back the ballot that the caller has changed or withdrawn. */
export default defineCommand({
  name: 'undo',
  summary: 'Bring your vote back as it was',
  examples: [],
  options: { poll: pollOption, change: changeOption },
  answers: 'caller',
  run: async ({ poll, change }, { caller, polls }) =>
    show(receiptView(await polls.undo(caller, poll, change))),
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { changeOption } from './options/change.ts'
import { pollOption } from './options/poll.ts'

/** Gives the caller's vote the reason and the confidence of the one that it replaced. */
export default defineCommand({
  name: 'keep-reason',
  summary: 'Keep your reason and confidence for your new vote',
  examples: [],
  options: { poll: pollOption, change: changeOption },
  answers: 'caller',
  run: async ({ poll, change }, { caller, polls }) =>
    show(receiptView(await polls.keepReason(caller, poll, change))),
})

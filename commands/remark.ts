import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { longText, optional } from '../src/chat/option.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { noBallotYet } from './options/errors.ts'
import { pollOption } from './options/poll.ts'

/** Adds the reason for a stance, or for its change, to the caller's ballot; the stance stays. */
export default defineCommand({
  name: 'remark',
  summary: 'Add a reason to your ballot',
  examples: [],
  options: {
    poll: pollOption,
    why: optional(longText('Why?', 500)),
    moved: optional(longText('What moved you? A message link or a line of text', 500)),
  },
  answers: 'caller',
  async run({ poll, why, moved }, { caller, polls }) {
    const receipt = await polls.cast(caller, poll, (before) => {
      if (before === undefined) throw noBallotYet()
      return { ...before, ...(why !== undefined && { why }), ...(moved !== undefined && { movedBy: moved }) }
    })
    return show(receiptView(moved === undefined ? receipt : { ...receipt, hasMoved: false }))
  },
})

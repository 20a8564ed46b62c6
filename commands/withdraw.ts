import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { withdrawnView } from '../src/views/poll-note-view.ts'
import { pollOption } from './options/poll.ts'
import { requireReceiptOfRound, roundOption } from './options/round.ts'

/** Removes the caller's ballot of this round. */
export default defineCommand({
  name: 'withdraw',
  summary: 'Withdraw your vote',
  examples: [],
  options: { poll: pollOption, round: roundOption },
  answers: 'caller',
  async run({ poll, round }, { caller, polls }) {
    const { poll: left, change } = await polls.withdraw(caller, poll, (current) =>
      requireReceiptOfRound(poll, round, current),
    )
    return show(withdrawnView(left, change))
  },
})

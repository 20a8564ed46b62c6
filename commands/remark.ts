import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { longText, optional } from '../src/chat/option.ts'
import { voteNotRecorded } from '../src/poll/saving-errors.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { pollOption } from './options/poll.ts'
import { requireBallot, roundOption } from './options/round.ts'

/** Adds the reason for a stance, or for its change, to the caller's ballot in the current round; the stance stays. */
export default defineCommand({
  name: 'remark',
  summary: 'Add a reason to your vote',
  form: { title: 'Your reason', submit: 'Save' },
  examples: [],
  options: {
    poll: pollOption,
    round: roundOption,
    why: optional(longText('Your reason: what in the paper made you choose this?', 500)),
    moved: optional(longText('What moved you: a message link or a line of text', 500)),
  },
  answers: 'caller',
  whenNotStarted: voteNotRecorded,
  async run({ poll, round, why, moved }, { caller, polls }) {
    const receipt = await polls.cast(caller, poll, (before, current) => {
      const answers = requireBallot(before, round, current)
      return { ...answers, ...(why !== undefined && { why }), ...(moved !== undefined && { movedBy: moved }) }
    })
    return show(receiptView(moved === undefined ? receipt : { ...receipt, hasMoved: false }))
  },
})

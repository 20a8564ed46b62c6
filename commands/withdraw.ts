import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { noteView } from '../src/views/note-view.ts'
import { undoButton } from '../src/views/poll/change-parts.ts'
import { isCountedLive } from '../src/views/poll/vote-visibility.ts'
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
    const cost = isCountedLive(left)
      ? ' Results are already visible, so people may guess which vote was withdrawn.'
      : ''
    const text = `Your vote on “${left.paper.title}” has been withdrawn. You can vote again any time.`
    return show(noteView(text + cost, change === undefined ? [] : [undoButton(poll, change)]))
  },
})

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
  summary: 'Take your ballot back',
  examples: [],
  options: { poll: pollOption, round: roundOption },
  answers: 'caller',
  async run({ poll, round }, { caller, polls }) {
    const { poll: left, change } = await polls.withdraw(caller, poll, (current) =>
      requireReceiptOfRound(poll, round, current),
    )
    const cost = isCountedLive(left)
      ? ' Results are already visible, so a vote that is withdrawn may be guessed.'
      : ''
    const text = `Your vote on “${left.paper.title}” has been withdrawn. You can vote again any time.`
    return show(noteView(text + cost, change === undefined ? [] : [undoButton(poll, change)]))
  },
})

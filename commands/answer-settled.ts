import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { settledAnswers } from '../src/poll/reply.ts'
import { answerNoted } from '../src/views/poll/answer-noted.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { pollOption } from './options/poll.ts'
import { askedRound } from './options/round.ts'

/** Records whether what the round before left open was settled for the caller; while the round is open, their receipt goes on. */
export default defineCommand({
  name: 'answer-settled',
  summary: 'Say whether it was settled',
  examples: [],
  options: { poll: pollOption, round: askedRound, settled: choice('Was it settled?', settledAnswers) },
  answers: 'caller',
  async run({ poll: id, round, settled }, { caller, polls }) {
    const answered = await polls.answerSettled(caller, id, round, settled)
    const { answers, isCurrent, ...own } = await polls.answersOf(caller, id)
    const isOpen = own.poll.current.state === 'open' && own.poll.current.number === round
    return show(
      isOpen && isCurrent && answers !== undefined
        ? receiptView({ ...own, answers, settled, hasMoved: false })
        : answerNoted(answered, settledAnswers[settled]),
    )
  },
})

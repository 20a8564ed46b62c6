import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, text } from '../src/chat/option.ts'
import { cruxAnswers } from '../src/poll/reply.ts'
import { cruxWalkView } from '../src/views/poll/crux-walk-view.ts'
import { pollOption } from './options/poll.ts'
import { askedRound } from './options/round.ts'

/** Records whether the crux of another voter would move the caller too, and shows the next one. */
export default defineCommand({
  name: 'answer-crux',
  summary: 'Say whether a line would move you too',
  examples: [],
  options: {
    poll: pollOption,
    round: askedRound,
    crux: text('Line', 20),
    answer: choice('Would it move you too?', cruxAnswers),
  },
  answers: 'caller',
  run: async ({ poll, round, crux, answer }, { caller, polls }) =>
    show(cruxWalkView(await polls.answerCrux(caller, poll, round, { crux, answer }), crux)),
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { differReasons } from '../src/poll/reply.ts'
import { answerNoted } from '../src/views/poll/answer-noted.ts'
import { pollOption } from './options/poll.ts'
import { askedRound } from './options/round.ts'

/** Records why the caller thinks that the voters of a round differ. */
export default defineCommand({
  name: 'answer-differ',
  summary: 'Answer why voters differ',
  examples: [],
  options: { poll: pollOption, round: askedRound, differ: choice('Why do you differ?', differReasons) },
  answers: 'caller',
  async run({ poll, round, differ }, { caller, polls }) {
    const answered = await polls.answerDiffer(caller, poll, round, differ)
    return show(answerNoted(answered, differReasons[differ]))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, text } from '../src/chat/option.ts'
import { quoteAnswers } from '../src/reading/quote.ts'
import { quoteNotedView } from '../src/views/post-view.ts'
import { groupOption } from './options/group.ts'

/** Records whether posts about a session may quote the caller. */
export default defineCommand({
  name: 'answer-quote',
  summary: 'Say whether you may be quoted',
  examples: [],
  options: { session: text('Session', 20), answer: choice('May it?', quoteAnswers), group: groupOption },
  answers: 'caller',
  async run({ session, answer, group: name }, { caller, reading: { groups } }) {
    const { actor } = await groups.resolve(caller, name)
    await groups.answerQuote(actor, session, answer)
    return show(quoteNotedView(answer))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, text } from '../src/chat/option.ts'
import { requireTakingPart } from '../src/poll/permissions.ts'
import { worthAnswers } from '../src/reading/worth.ts'
import { worthNotedView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'
import { requireHeld } from './options/held-session.ts'

/** Records whether a session was worth it to the caller. If they weren't there, the answer is a digest. */
export default defineCommand({
  name: 'answer-worth',
  summary: 'Say whether it was worth it',
  examples: [],
  options: {
    session: text('Session', 20),
    answer: choice('Was it worth it?', worthAnswers),
    group: groupOption,
  },
  answers: 'caller',
  async run({ session, answer, group: name }, context) {
    const { caller, reading } = context
    const { group, actor } = await reading.groups.resolve(caller, name)
    requireTakingPart(actor, 'answer this')
    const held = await requireHeld(context, group, { session, date: undefined })
    await reading.groups.answerWorth(actor, group, held, answer)
    return show(answer === 'absent' ? await reading.digestOf(group, held) : worthNotedView(answer))
  },
})

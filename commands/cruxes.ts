import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text } from '../src/chat/option.ts'
import { cruxWalkView } from '../src/views/poll/crux-walk-view.ts'
import { pollOption } from './options/poll.ts'
import { askedRound } from './options/round.ts'

/** Leads the caller through what would move others, one at a time. */
export default defineCommand({
  name: 'cruxes',
  summary: 'Say what would move you too',
  examples: [],
  options: {
    poll: pollOption,
    round: askedRound,
    /** The crux that was skipped, or `start`. */
    after: optional(text('After', 20)),
  },
  answers: 'caller',
  run: async ({ poll, round, after }, { caller, polls }) =>
    show(cruxWalkView(await polls.cruxesToAnswer(caller, poll, round), after)),
})

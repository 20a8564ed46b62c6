import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { setPairs } from './options/pairs.ts'

/** Leaves a person out of the pairs of every group, or takes that back. */
export default defineCommand({
  name: 'own-pairs',
  summary: 'Leave the pairs of agreement',
  examples: [],
  options: { pairs: choice('Pairs with you', { off: 'Off', on: 'On' }) },
  answers: 'caller',
  run: async ({ pairs }, context) => show(await setPairs(context, pairs)),
})

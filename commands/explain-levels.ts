import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, optional } from '../src/chat/option.ts'
import { levelsView, pairLabels, pairView } from '../src/views/explain/levels-view.ts'

/** Explains the buttons of a poll, or the difference between two of the levels. */
export default defineCommand({
  name: 'explain-levels',
  summary: 'See what the buttons of a poll mean',
  examples: [],
  options: { pair: optional(choice('Two levels', pairLabels)) },
  answers: 'caller',
  run: async ({ pair }) => show(pair === undefined ? levelsView() : pairView(pair)),
})

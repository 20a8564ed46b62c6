import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { cancelledView } from '../src/views/note-view.ts'

/** Answers the question before an act: the answer takes the question's place wherever a platform lets it. */
export default defineCommand({
  name: 'cancel',
  summary: 'Leave everything as it is',
  examples: [],
  options: {},
  answers: 'caller',
  run: async () => show(cancelledView),
})

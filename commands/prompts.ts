import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { promptsView } from '../src/views/prompts-view.ts'

/** Questions to start with, where a platform opens a conversation with the bot alone. */
export default defineCommand({
  name: 'prompts',
  summary: 'Questions to start with',
  examples: [],
  options: {},
  answers: 'caller',
  run: async () => show(promptsView),
})

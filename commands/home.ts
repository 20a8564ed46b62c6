import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { homeView } from '../src/views/home-view.ts'

/** Where somebody starts from, on platforms that have such a place. */
export default defineCommand({
  name: 'home',
  summary: 'What is open, and what can be done',
  examples: [],
  options: {},
  answers: 'caller',
  async run(_, { caller, polls }) {
    return shown(homeView(await polls.openIn(caller)))
  },
})

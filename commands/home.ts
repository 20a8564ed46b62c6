import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { homeView, openPollsView } from '../src/views/home-view.ts'

/** The start page, on platforms that have one. */
export default defineCommand({
  name: 'home',
  summary: 'What is open, and what can be done',
  examples: [],
  options: { brief: flag('The open polls alone') },
  answers: 'caller',
  async run({ brief = false }, { caller, polls, reading: { groups } }) {
    const open = await polls.listOpen(caller)
    return show(brief ? openPollsView(open) : homeView(open, await groups.listInSpace(caller)))
  },
})

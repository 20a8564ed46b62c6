import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { hiddenOnPagesView } from '../src/views/poll/link-view.ts'
import { pollOption } from './options/poll.ts'

/** Takes the caller's name and reasons off every page of a poll, or puts them there again. */
export default defineCommand({
  name: 'hide-me',
  summary: 'Hide your name and reasons on the pages of a poll',
  examples: [],
  needsPages: true,
  options: { poll: pollOption, shown: flag('Show me again') },
  answers: 'caller',
  run: async ({ poll, shown }, { caller, polls }) =>
    show(hiddenOnPagesView(await polls.hideOnPages(caller, poll, shown !== true), shown === true)),
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { openEverywhereView, openHereView } from '../src/views/open-polls-view.ts'

/** Answers the question what is open: in the channel, or in every one that the person sees. */
export default defineCommand({
  name: 'open-polls',
  summary: 'The open polls of a channel',
  examples: [],
  options: { everywhere: flag('Those of every channel that you see') },
  answers: 'caller',
  run: async ({ everywhere = false }, { caller, polls }) =>
    show(
      everywhere
        ? openEverywhereView(await polls.listForHome(caller))
        : openHereView(await polls.listOpenHere(caller)),
    ),
})

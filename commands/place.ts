import { defineCommand } from '../src/bot/command.ts'
import { longText } from '../src/chat/option.ts'
import { recogniseAll } from '../src/paper/recognise.ts'
import { mayPost, requirePermission } from '../src/poll/permissions.ts'
import { noPaperInMessage } from './options/errors.ts'

/** Opens the form of a poll on the first paper that a message links. */
export default defineCommand({
  name: 'place',
  summary: 'Place this paper',
  examples: [],
  options: { text: longText('The message', 20_000) },
  answers: 'form',
  async run({ text }, { caller, settings }) {
    requirePermission(mayPost(caller, await settings.get(caller.place)), 'open polls', 'a member')
    const [paper, ...others] = recogniseAll(text)
    if (paper === undefined) throw noPaperInMessage()
    return {
      kind: 'asked',
      title: others.length === 0 ? 'Place this paper' : `Place the first of ${others.length + 1} papers`,
      submit: { command: 'poll', args: {} },
      ask: ['paper', 'visibility', 'blind', 'closes', 'note', 'goal', 'tractable', 'expect'],
      values: { paper: paper.url },
    }
  },
})

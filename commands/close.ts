import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'close',
  summary: 'End the round and post the result',
  form: { title: 'Which poll?', submit: 'Close' },
  needs: 'post',
  examples: ['close'],
  options: { paper: paperOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'close this poll'),
  async run({ paper }, { caller, polls }) {
    const {
      id,
      paper: closed,
      current,
      visibility,
    } = await polls.close(caller, await polls.resolve(caller, paper, 'close'))
    const text = `Closed round ${current.number} on “${closed.title}”. The result is in its thread.`
    const next =
      visibility === 'anonymous'
        ? { label: 'New round', call: { command: 'revote', args: { paper: id } } }
        : { label: 'Reopen', call: { command: 'reopen', args: { paper: id } } }
    return show(noteView(text, [next]))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'reveal',
  summary: 'Show the placements of a blind round and keep voting open',
  form: { title: 'Which poll?', submit: 'Reveal' },
  needs: 'post',
  examples: ['reveal'],
  options: { paper: paperOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'reveal a poll'),
  async run({ paper }, { caller, polls }) {
    const { paper: revealed, state } = await polls.reveal(
      caller,
      await polls.resolve(caller, paper, 'reveal'),
    )
    const then = state === 'open' ? 'voting goes on' : 'the round is closed with it, because it is anonymous'
    return show(noteView(`The placements of “${revealed.title}” are shown now; ${then}.`))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'reveal',
  summary: 'Show the hidden votes; voting stays open',
  form: { title: 'Which poll?', submit: 'Reveal' },
  needs: 'post',
  examples: ['reveal'],
  options: { paper: paperOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'reveal the votes'),
  async run({ paper }, { caller, polls }) {
    const { paper: revealed, state } = await polls.reveal(
      caller,
      await polls.resolve(caller, paper, 'reveal'),
    )
    const then =
      state === 'open'
        ? 'You can still vote.'
        : 'The round is closed with the reveal, because the poll is anonymous.'
    return show(noteView(`The votes on “${revealed.title}” are now visible to everyone here. ${then}`))
  },
})

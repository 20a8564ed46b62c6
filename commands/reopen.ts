import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { reopenedNote } from '../src/views/poll/acted-notes.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'reopen',
  summary: 'Open a closed round again',
  form: { title: 'Which poll?', submit: 'Reopen' },
  needs: 'post',
  examples: ['reopen'],
  options: { paper: paperOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'reopen this poll'),
  async run({ paper }, { caller, polls, acts }) {
    const id = await polls.resolve(caller, paper, 'reopen')
    const place = await polls.placeOf(caller, id)
    const { done, parts } = await acts.perform(place, ['announcement', 'label'], () =>
      polls.reopen(caller, id),
    )
    return show(reopenedNote(done, { place, from: caller.place, parts }))
  },
})

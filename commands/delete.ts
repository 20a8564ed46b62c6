import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { deleteQuestion } from '../src/views/confirm/poll-questions.ts'
import { deletedView } from '../src/views/poll-note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'delete',
  summary: 'Delete a poll and all its votes (asks first)',
  form: { title: 'Which poll?', submit: 'Continue' },
  needs: 'post',
  examples: ['delete'],
  options: { paper: paperOption, sure: sureOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('delete', 'delete this poll'),
  async run({ paper, sure }, { caller, polls }) {
    const id = await polls.resolve(caller, paper, 'delete')
    const { poll, votes } = await polls.readRights(caller, id)
    if (sure === true) return show(deletedView(poll, await polls.remove(caller, id)))
    await polls.requireRight(caller, { right: 'delete', what: 'delete this poll' }, id)
    return show(deleteQuestion(poll, votes))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { counted } from '../src/chat/text.ts'
import { confirmView } from '../src/views/confirm/confirm-view.ts'
import { noteView } from '../src/views/note-view.ts'
import { pollNotDeletable } from './options/errors.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'delete',
  summary: 'Remove a poll and its ballots, after asking',
  form: { title: 'Which poll?', submit: 'Continue' },
  needs: 'post',
  examples: ['delete'],
  options: { paper: paperOption, sure: sureOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('delete', 'delete a poll'),
  async run({ paper, sure }, { caller, polls }) {
    const id = await polls.resolve(caller, paper, 'delete')
    const { poll, mayDelete, votes } = await polls.readRights(caller, id)
    if (sure === true) {
      const ballots = counted(await polls.remove(caller, id), 'ballot')
      return show(noteView(`The poll on “${poll.paper.title}” is deleted, with ${ballots}.`))
    }
    if (!mayDelete) throw pollNotDeletable(poll.opener)
    const ballots = counted(votes, 'ballot')
    const question = `Delete the poll on “${poll.paper.title}” with ${ballots}? This can't be undone.`
    const call = { command: 'delete', args: { paper: id, sure: 'yes' } }
    return show(confirmView(question, [{ label: `Delete ${ballots}`, call }]))
  },
})

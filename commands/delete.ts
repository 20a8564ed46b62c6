import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { counted } from '../src/chat/text.ts'
import { confirmView } from '../src/views/confirm/confirm-view.ts'
import { noteView } from '../src/views/note-view.ts'
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
    if (sure === true) {
      const removed = await polls.remove(caller, id)
      return show(noteView(`Deleted the poll on “${poll.paper.title}”${withVotes(removed, ' and its ')}.`))
    }
    await polls.requireRight(caller, { right: 'delete', what: 'delete this poll' }, id)
    const question =
      `Delete the poll on “${poll.paper.title}”${withVotes(votes, ' and its ')}? ` +
      "Its message and results disappear for everyone. This can't be undone."
    const call = { command: 'delete', args: { paper: id, sure: 'yes' } }
    return show(confirmView(question, [{ label: `Delete poll${withVotes(votes, ' and ')}`, call }]))
  },
})

/** Empty if there are no votes. @param before The words before the number. */
const withVotes = (votes: number, before: string): string =>
  votes === 0 ? '' : before + counted(votes, 'vote')

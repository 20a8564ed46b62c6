import { defineCommand } from '../src/bot/command.ts'
import { shown } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { UserError } from '../src/chat/user-error.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, suggestPapers } from './options/poll.ts'

const ballots = (n: number): string => (n === 1 ? '1 ballot' : `${n} ballots`)

export default defineCommand({
  name: 'delete',
  summary: 'Remove a poll and its ballots, after asking',
  examples: ['delete'],
  options: { paper: paperOption, sure: flag('Without asking') },
  answers: 'caller',
  suggest: suggestPapers,
  async run({ paper, sure }, { caller, polls }) {
    const id = await polls.meant(caller, paper)
    const { poll, mayDelete, votes } = await polls.rights(caller, id)
    if (sure === true) {
      const count = await polls.remove(caller, id)
      return shown(noteView(`The poll on “${poll.paper.title}” is deleted, with ${ballots(count)}.`))
    }
    if (!mayDelete)
      throw new UserError("You can't delete this poll here.", `Ask ${poll.opener} or a manager to do it.`)
    const question = `Delete the poll on “${poll.paper.title}” with ${ballots(votes)}? This can't be undone.`
    const call = { command: 'delete', args: { paper: id, sure: 'yes' } }
    return shown(noteView(question, [{ label: `Delete ${ballots(votes)}`, call, style: 'danger' }]))
  },
})

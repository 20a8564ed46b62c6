import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, typed } from '../src/chat/option.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'seal',
  summary: 'Make a closed anonymous poll final, after asking',
  examples: ['seal'],
  options: { paper: paperOption, sure: typed(flag('Without asking'), { isHidden: true }) },
  answers: 'caller',
  suggest: suggestPapers,
  async run({ paper, sure }, { caller, polls }) {
    const id = await polls.resolve(caller, paper, 'seal')
    if (sure === true) {
      const { paper: sealed } = await polls.seal(caller, id)
      return show(noteView(`The poll on “${sealed.title}” is sealed.`))
    }
    const { paper: polled } = await polls.findSealable(caller, id)
    const question =
      `Make “${polled.title}” final? No further round can start, ` +
      "and your own vote can't be found or deleted any more."
    const call = { command: 'seal', args: { paper: id, sure: 'yes' } }
    return show(noteView(question, [{ label: 'Seal', call, style: 'danger' }]))
  },
})

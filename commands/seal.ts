import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import type { Span } from '../src/chat/view.ts'
import { confirmView } from '../src/views/confirm/confirm-view.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

const costs: readonly Span[] = [
  "No further round can start, and your own vote can't be found or deleted any more. " +
    "You can open a new poll on the paper, but changes between the two polls aren't counted. " +
    'Changes between rounds of this poll stay, as counts. ',
  { typed: 'my-data' },
  ' no longer shows any vote in it, and ',
  { typed: 'forget-me' },
  " can't remove its words. A manager can still remove a reason.",
]

export default defineCommand({
  name: 'seal',
  summary: 'Make a closed anonymous poll final (asks first)',
  form: { title: 'Which poll?', submit: 'Continue' },
  needs: 'post',
  examples: ['seal'],
  options: { paper: paperOption, sure: sureOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('delete', 'seal this poll'),
  async run({ paper, sure }, { caller, polls }) {
    const id = await polls.resolve(caller, paper, 'seal')
    if (sure === true) {
      const { paper: sealed } = await polls.seal(caller, id)
      return show(noteView(`Sealed the poll on “${sealed.title}”.`))
    }
    const { paper: polled } = await polls.findSealable(caller, id)
    const question = [`Make “${polled.title}” final? `, ...costs]
    const call = { command: 'seal', args: { paper: id, sure: 'yes' } }
    return show(confirmView(question, [{ label: 'Seal', call }]))
  },
})

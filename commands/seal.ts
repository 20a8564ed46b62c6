import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { sealQuestion } from '../src/views/confirm/poll-questions.ts'
import { sealedView } from '../src/views/poll-note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

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
    return show(
      sure === true
        ? sealedView(await polls.seal(caller, id))
        : sealQuestion(await polls.findSealable(caller, id)),
    )
  },
})

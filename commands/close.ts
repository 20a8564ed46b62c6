import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { asksBeforeClosing, closeQuestion } from '../src/views/confirm/round-questions.ts'
import { closedNote } from '../src/views/poll/acted-notes.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { roundAskedOption, sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'close',
  summary: 'End the round and post the result',
  form: { title: 'Which poll?', submit: 'Close' },
  needs: 'post',
  examples: ['close'],
  options: { paper: paperOption, sure: sureOption, round: roundAskedOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'close this poll'),
  async run({ paper, sure, round }, { caller, polls, acts, linkToPoll }) {
    const id = await polls.resolve(caller, paper, 'close')
    const { poll, mayRun } = await polls.readRights(caller, id)
    const isAnswered = sure === true || !asksBeforeClosing(poll)
    const isAboutThis = round === undefined || round === poll.current.number
    if (mayRun && poll.state === 'open' && !(isAnswered && isAboutThis)) return show(closeQuestion(poll))
    const place = await polls.placeOf(caller, id)
    const { done, parts } = await acts.perform(place, ['outcome', 'announcement', 'label'], () =>
      polls.close(caller, id),
    )
    const link = await linkToPoll(id)
    return show(closedNote(done, { place, from: caller.place, link, parts }))
  },
})

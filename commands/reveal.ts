import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { asksBeforeClosing, revealQuestion } from '../src/views/confirm/round-questions.ts'
import { revealedNote } from '../src/views/poll/acted-notes.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { roundAskedOption, sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'reveal',
  summary: 'Show the hidden votes; voting stays open',
  form: { title: 'Which poll?', submit: 'Reveal' },
  needs: 'post',
  examples: ['reveal'],
  options: { paper: paperOption, sure: sureOption, round: roundAskedOption },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'reveal the votes'),
  async run({ paper, sure, round }, { caller, polls, acts }) {
    const id = await polls.resolve(caller, paper, 'reveal')
    const { poll, mayRun } = await polls.readRights(caller, id)
    const isAnswered = sure === true && (round === undefined || round === poll.current.number)
    if (mayRun && poll.state === 'open' && asksBeforeClosing(poll) && !isAnswered)
      return show(revealQuestion(poll))
    const place = await polls.placeOf(caller, id)
    // A reveal closes an anonymous round.
    const closing = poll.visibility === 'anonymous' ? (['outcome', 'label'] as const) : []
    const { done, parts } = await acts.perform(place, ['announcement', ...closing], () =>
      polls.reveal(caller, id),
    )
    return show(revealedNote(done, { place, from: caller.place, parts }))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, typed } from '../src/chat/option.ts'
import { newRoundNote } from '../src/views/poll/acted-notes.ts'
import { blindOption, livePrivacy, paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'revote',
  summary: 'Start the next round; earlier votes are kept',
  form: { title: 'Which poll?', submit: 'Start round' },
  needs: 'post',
  examples: ['revote', 'revote blind'],
  options: {
    paper: paperOption,
    blind: blindOption,
    live: typed(flag('Live: show the counts of an anonymous round while people vote'), livePrivacy),
  },
  naming: { also: ['re-vote'] },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'start the next round'),
  async run({ paper, blind = false, live = false }, { caller, polls, acts }) {
    const id = await polls.resolve(caller, paper, 'revote')
    const place = await polls.placeOf(caller, id)
    const { done, parts } = await acts.perform(place, ['announcement', 'label'], () =>
      polls.revote(caller, id, { blind, live }),
    )
    return show(newRoundNote(done, { place, from: caller.place, parts }))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { noteView } from '../src/views/note-view.ts'
import { paperOption, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'revote',
  summary: 'Start the next round; earlier ballots are kept',
  examples: ['revote', 'revote blind'],
  options: { paper: paperOption, blind: flag('Hide placements until reveal') },
  answers: 'caller',
  suggest: suggestPapers,
  async run({ paper, blind }, { caller, polls }) {
    const id = await polls.resolve(caller, paper)
    const { paper: polled, current } = await polls.revote(caller, id, blind ?? false)
    return show(
      noteView(`Round ${current.number} on “${polled.title}” is open. Everybody's earlier ballot is kept.`),
    )
  },
})

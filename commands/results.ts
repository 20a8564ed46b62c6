import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { resultView } from '../src/views/poll/result-view.ts'
import { paperOption, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'results',
  summary: "A poll's picture and report, to you alone",
  examples: ['results', 'results https://arxiv.org/abs/2204.05862'],
  options: { paper: paperOption },
  naming: { also: ['result', 'tally'] },
  answers: 'caller',
  suggest: suggestPapers,
  async run({ paper }, { caller, polls, pageOf }) {
    const id = await polls.resolve(caller, paper)
    return show(resultView(await polls.read(caller, id), pageOf(id)))
  },
})

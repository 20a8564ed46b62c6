import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { paperOption, suggestPapers } from '../src/poll/poll-option.ts'
import { resultView } from '../src/views/result-view.ts'

export default defineCommand({
  name: 'results',
  summary: "A poll's picture and report, to you alone",
  examples: ['results', 'results https://arxiv.org/abs/2204.05862'],
  options: { paper: paperOption },
  answers: 'caller',
  suggest: suggestPapers,
  async run({ paper }, { caller, polls, pageOf }) {
    const id = await polls.meant(caller, paper)
    return shown(resultView(await polls.read(caller, id), pageOf(id)))
  },
})

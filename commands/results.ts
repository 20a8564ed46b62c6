import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { otherPolls } from '../src/views/poll/other-polls.ts'
import { resultView } from '../src/views/poll/result-view.ts'
import { mayShare } from './options/may-share.ts'
import { paperOption, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'results',
  summary: "Show a poll's picture and full report (only visible to you)",
  form: { title: 'Which poll?', submit: 'Show' },
  examples: ['results', 'results https://arxiv.org/abs/2204.05862'],
  options: { paper: paperOption },
  naming: { also: ['result', 'tally'] },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  async run({ paper }, context) {
    const { caller, polls, pageOf, isPosted, now } = context
    const { id, others } = await polls.resolveToRead(caller, paper)
    const { poll, livesHere } = await polls.readToShow(caller, id)
    return show(
      resultView(poll, {
        page: await pageOf(id),
        mayShare: livesHere && (await mayShare(context)),
        isPosted: await isPosted(id),
        mayUndoImport: poll.imported !== undefined && (await polls.readRights(caller, id)).mayUndoImport,
        others: otherPolls(others, (paper) => ({ command: 'results', args: { paper } }), now),
      }),
    )
  },
})

import { explainedBoard, explainedRevision } from '../src/board/explained-board.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { sharedExplainView } from '../src/views/explain/explain-view.ts'
import { explanationOf } from '../src/views/explain/explanation.ts'
import { askedOptions, requireAsked } from './options/asked.ts'

/** Posts the short part of an answer for everyone. */
export default defineCommand({
  name: 'explain-share',
  summary: 'Share an explanation in this channel',
  examples: [],
  options: askedOptions,
  answers: 'everyone',
  async run(options, { caller, settings, explained }) {
    requirePosting(caller, await settings.get(caller.place), 'share explanations')
    const asked = requireAsked(options)
    const view = sharedExplainView(explanationOf(asked), caller.person)
    if (caller.isOutside === true) return show(view)
    const id = await explained.add(caller.place, asked, caller.person)
    return {
      kind: 'shown',
      view,
      board: explainedBoard(id),
      revision: explainedRevision,
    }
  },
})

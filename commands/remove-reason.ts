import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text } from '../src/chat/option.ts'
import { noReasonShown, noSuchReason } from '../src/poll/errors.ts'
import type { ShownReason } from '../src/poll/shown-reasons.ts'
import { confirmRemovalView, reasonListView } from '../src/views/poll/remove-reason-view.ts'
import { reasonRemovedView } from '../src/views/poll-note-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'remove-reason',
  summary: "Remove someone's reason from a poll (asks first); their vote stays",
  form: { title: 'Remove a reason', submit: 'Continue' },
  needs: 'manage',
  examples: ['remove-reason', 'remove-reason reason:"some of its words"'],
  options: {
    paper: paperOption,
    reason: optional(text('Reason: some of its words', 500)),
    sure: sureOption,
  },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('manage', 'remove a reason'),
  async run({ paper, reason, sure }, { caller, polls }) {
    const id = await polls.resolve(caller, paper)
    const { poll, reasons } = await polls.findRemovable(caller, id)
    if (reasons.length === 0) throw noReasonShown(id)
    const fitting = reason === undefined ? reasons : reasons.filter((one) => isMatch(one, reason))
    const [first, ...others] = fitting
    if (first === undefined) throw noSuchReason()
    if (reason === undefined || others.length > 0) return show(reasonListView(poll, fitting))
    if (sure !== true) return show(confirmRemovalView(poll, first))
    await polls.removeReason(caller, id, first.key)
    return show(reasonRemovedView(poll))
  },
})

/** Whether that reason is chosen in the list, or has these words. */
const isMatch = ({ key, text }: ShownReason, words: string): boolean =>
  key === words || text.toLowerCase().includes(words.toLowerCase())

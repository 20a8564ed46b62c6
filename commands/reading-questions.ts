import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { mayTakePart } from '../src/poll/permissions.ts'
import { questionsView } from '../src/views/questions-view.ts'
import { groupOption } from './options/group.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading questions',
  summary: 'See what people want to ask next time',
  form: { title: 'Questions', submit: 'Show' },
  examples: ['reading questions'],
  naming: { also: ['reading question'] },
  options: {
    vote: typed(optional(text('Question you want answered', 12)), { isHidden: true }),
    remove: typed(optional(text('Question to remove', 12)), { isHidden: true }),
    page: typed(optional(text('Page', 4)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { group: suggestGroups },
  async run({ vote, remove, page, group: groupName }, { caller, reading: { groups, questions } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    const seen =
      vote !== undefined
        ? await questions.toggleQuestion(actor, group, vote)
        : remove !== undefined
          ? await questions.removeQuestion(actor, group, remove)
          : await questions.seeQuestions(actor, group, undefined)
    return show(
      questionsView(group, seen, { page: Math.max(1, Number(page) || 1), mayVote: mayTakePart(actor) }),
    )
  },
})

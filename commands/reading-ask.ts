import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { maxQuestion } from '../src/reading/questions/question.ts'
import { askedView } from '../src/views/questions-view.ts'
import { groupOption } from './options/group.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading ask',
  summary: 'Ask something for the next session',
  form: { title: 'Ask a question', submit: 'Ask' },
  needs: 'take-part',
  examples: ['reading ask Is the red-teaming the contribution, or how they test the protocol?'],
  options: {
    question: typed(text('Question', maxQuestion), { as: 'topic', isFirst: true }),
    session: typed(optional(text('Session', 20)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { group: suggestGroups },
  async requireMay({ caller, reading: { groups, questions } }, { group: groupName, session }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    questions.requireMayAsk(actor, group, session)
  },
  async run({ question, session, group: groupName }, { caller, reading: { groups, questions } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    return show(askedView(group, await questions.ask(actor, group, session, question)))
  },
})

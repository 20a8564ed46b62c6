import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { people } from '../src/chat/option.ts'
import { denyView } from '../src/views/poll/deny-view.ts'

export default defineCommand({
  name: 'settings deny',
  summary: 'Who may look but not take part',
  form: { title: 'Deny list', submit: 'Save' },
  needs: 'manage',
  examples: ['settings deny', 'settings deny add:@Ben', 'settings deny remove:@Ben'],
  options: {
    add: people('Add: people who may look but not take part'),
    remove: people('Remove: people who may take part again'),
  },
  answers: 'caller',
  async requireMay({ caller, denyLists }) {
    await denyLists.read(caller)
  },
  async run({ add = [], remove = [] }, { caller, denyLists }) {
    if (add.length === 0 && remove.length === 0) return show(denyView(await denyLists.read(caller)))
    return show(denyView(await denyLists.change(caller, { added: add, removed: remove })))
  },
})

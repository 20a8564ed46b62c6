import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { people } from '../src/chat/option.ts'
import { managersView } from '../src/views/poll/managers-view.ts'

export default defineCommand({
  name: 'settings managers',
  summary: 'Who else manages this channel',
  form: { title: 'Channel managers', submit: 'Save' },
  needs: 'manage',
  examples: ['settings managers', 'settings managers add:@Ben', 'settings managers remove:@Ben'],
  namesManagers: true,
  options: {
    add: people('Add: people who also manage this channel'),
    remove: people('Remove: people who no longer manage it'),
  },
  answers: 'caller',
  async requireMay({ caller, namedManagers }) {
    await namedManagers.read(caller)
  },
  async run({ add = [], remove = [] }, { caller, namedManagers }) {
    if (add.length === 0 && remove.length === 0) return show(managersView(await namedManagers.read(caller)))
    return show(managersView(await namedManagers.change(caller, { added: add, removed: remove })))
  },
})

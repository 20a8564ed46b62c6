import { defineCommand } from '../src/bot/command.ts'
import { text } from '../src/chat/option.ts'
import { groupOption } from './options/group.ts'

/** Opens the form that asks where a post about a session is for. */
export default defineCommand({
  name: 'post-form',
  summary: 'Get the recap as a post',
  examples: [],
  options: { session: text('Session', 20), group: groupOption },
  answers: 'form',
  async run({ session, group: name }, { caller, reading: { groups } }) {
    const { group } = await groups.resolve(caller, name)
    return {
      kind: 'asked',
      submit: { command: 'reading recap', args: { group: group.id, session } },
      ask: ['as', 'links'],
      values: { as: 'forum' },
    }
  },
})

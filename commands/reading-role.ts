import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { text } from '../src/chat/option.ts'
import { roleView } from '../src/views/reading/role-view.ts'
import { groupOption } from './options/group.ts'

/** Gives the caller a role in a session, or takes back the one that they have. */
export default defineCommand({
  name: 'reading role',
  summary: 'Take a role in a session',
  examples: [],
  options: { session: text('Session', 20), role: text('Role', 24), group: groupOption },
  answers: 'caller',
  async run({ session: id, role, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    const { session, isTaken } = await groups.toggleRole(actor, group, id, role)
    return show(roleView(group, session, { role, isTaken }))
  },
})

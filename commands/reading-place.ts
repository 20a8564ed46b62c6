import { defineCommand } from '../src/bot/command.ts'
import { text } from '../src/chat/option.ts'
import { mayLead } from '../src/reading/permissions.ts'
import { toTypedWhere, whereOf } from '../src/reading/where.ts'
import { groupOption } from './options/group.ts'
import { notFacilitator, sessionEnded } from './options/reading-errors.ts'

/** Opens the form for where a session is, filled in with what it says now. */
export default defineCommand({
  name: 'reading place',
  summary: 'Change where a session is',
  examples: [],
  options: { session: text('Session', 20), group: groupOption },
  answers: 'form',
  async run({ session: id, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    const session = group.sessions.find((session) => session.id === id)
    if (!mayLead(actor, group, session)) throw notFacilitator()
    if (session === undefined) throw sessionEnded()
    const where = whereOf(group, session)
    return {
      kind: 'asked',
      submit: { command: 'reading next', args: { group: group.id, session: id } },
      ask: ['where'],
      values: where === undefined ? {} : { where: toTypedWhere(where) },
    }
  },
})

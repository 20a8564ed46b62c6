import { defineCommand } from '../src/bot/command.ts'
import { text } from '../src/chat/option.ts'
import { groupOption } from './options/group.ts'

/** Opens the form for the facilitator's notes to a recap. */
export default defineCommand({
  name: 'reading notes',
  summary: 'Add notes to the recap',
  examples: [],
  options: { session: text('Session', 20), group: groupOption },
  answers: 'form',
  async run({ session, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    const notes = await groups.readNotes(actor, group, session)
    return {
      kind: 'asked',
      submit: { command: 'reading note', args: { group: group.id, session } },
      ask: ['notes'],
      values: { notes },
    }
  },
})

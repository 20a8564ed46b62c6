import { defineCommand } from '../src/bot/command.ts'
import { text } from '../src/chat/option.ts'
import { requireMayAttach, requireMayAttachSome } from '../src/reading/attaching.ts'
import { groupOption } from './options/group.ts'
import { requireHeld } from './options/held-session.ts'

/** Opens the form to attach a link to the session of a recap. */
export default defineCommand({
  name: 'attach-form',
  summary: 'Attach a link to the session',
  examples: [],
  options: { session: text('Session', 20), group: groupOption },
  answers: 'form',
  async run({ session, group: name }, context) {
    const { group, actor } = await context.reading.groups.resolve(context.caller, name)
    requireMayAttachSome(actor, group, await context.reading.groups.listHeld(group))
    const held = await requireHeld(context, group, { session, date: undefined })
    requireMayAttach(actor, group, held.session)
    return {
      kind: 'asked',
      submit: { command: 'reading attach', args: { group: group.id, session } },
      ask: ['link', 'as'],
      values: { as: 'recording' },
    }
  },
})

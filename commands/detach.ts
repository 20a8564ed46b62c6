import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { text } from '../src/chat/option.ts'
import { attachedView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'
import { requireHeld } from './options/held-session.ts'

/** Removes a link that was attached to a session. */
export default defineCommand({
  name: 'detach',
  summary: 'Remove an attached link',
  examples: [],
  options: { session: text('Session', 20), at: text('When it was attached', 20), group: groupOption },
  answers: 'caller',
  async run({ session: id, at, group: name }, context) {
    const { caller, reading, now } = context
    const { group, actor } = await reading.groups.resolve(caller, name)
    const { session } = await requireHeld(context, group, { session: id, date: undefined })
    return show(attachedView(group, await reading.groups.detach(actor, group, session, Number(at)), now))
  },
})

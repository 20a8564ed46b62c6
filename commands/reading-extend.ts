import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { text } from '../src/chat/option.ts'
import { readingExtendedView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'

/** Gives a session that reads five more minutes. */
export default defineCommand({
  name: 'reading extend',
  summary: 'Read for five more minutes',
  examples: [],
  options: { session: text('Session', 20), group: groupOption },
  answers: 'caller',
  async run({ session, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    return show(readingExtendedView(await groups.extendReading(actor, group, session), session))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, text } from '../src/chat/option.ts'
import { presenceView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'

/** Notes that the caller is there while a session reads, or has read the paper; pressed again, takes that back. */
export default defineCommand({
  name: 'reading present',
  summary: "Say that you're here, or that you've read it",
  examples: [],
  options: {
    session: text('Session', 20),
    as: choice('What you say', { here: "I'm here", read: "I've read it" }),
    group: groupOption,
  },
  answers: 'caller',
  async run({ session, as, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    return show(presenceView(await groups.setPresence(actor, group, session, as)))
  },
})

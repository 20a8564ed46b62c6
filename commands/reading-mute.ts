import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { mutedView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'

/** Stops the reminders to the caller. */
export default defineCommand({
  name: 'reading mute',
  summary: 'Stop reminding me',
  examples: [],
  options: { group: groupOption },
  answers: 'caller',
  async run({ group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    await groups.mute(actor, group)
    return show(mutedView(group))
  },
})

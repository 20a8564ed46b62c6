import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { noteView } from '../src/views/note-view.ts'
import { groupOption } from './options/group.ts'

/** No more reminders for whoever presses it. */
export default defineCommand({
  name: 'reading mute',
  summary: 'Stop reminding me',
  examples: [],
  options: { group: groupOption },
  answers: 'caller',
  async run({ group: named }, { caller, reading: { groups } }) {
    await groups.mute(caller, await groups.resolve(caller, named))
    return show(noteView('You will not be reminded of this group any more.'))
  },
})

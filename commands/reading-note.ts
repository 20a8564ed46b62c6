import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { longText, optional, text } from '../src/chat/option.ts'
import { notesAddedView, notesRemovedView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'

/** Stores the facilitator's notes for a recap. */
export default defineCommand({
  name: 'reading note',
  summary: 'Save notes for the recap',
  form: { title: 'Notes for the recap', submit: 'Save' },
  examples: [],
  options: { session: text('Session', 20), notes: optional(longText('Notes', 2000)), group: groupOption },
  answers: 'caller',
  async run({ session, notes, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    await groups.addNotes(actor, group, session, notes)
    return show(notes === undefined ? notesRemovedView() : notesAddedView())
  },
})

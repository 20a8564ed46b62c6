import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { groupOption } from '../src/reading/group-option.ts'
import { datesView } from '../src/views/schedule-view.ts'

export default defineCommand({
  name: 'reading resume',
  summary: 'Go on after a pause',
  examples: ['reading resume'],
  options: { group: groupOption },
  answers: 'caller',
  async run({ group: named }, { caller, reading: { groups } }) {
    const group = await groups.resume(caller, await groups.meant(caller, named))
    return shown(datesView('Resumed. The next sessions:', groups.later(group)))
  },
})

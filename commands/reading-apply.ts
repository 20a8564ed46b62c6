import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { arrangementFrom, scheduleOptions } from '../src/reading/schedule-options.ts'
import { scheduleView } from '../src/views/schedule-view.ts'

/** Changes the schedule as it was confirmed. */
export default defineCommand({
  name: 'reading apply',
  summary: 'Change the schedule',
  examples: [],
  options: scheduleOptions,
  answers: 'caller',
  async run(asked, { caller, reading: { groups }, settings, now }) {
    const group = await groups.meant(caller, asked.group)
    const { zone } = await settings.get(caller.place)
    const changed = await groups.arrange(caller, group, arrangementFrom(asked, group, zone, now))
    return shown(scheduleView(changed, groups.later(changed, 5)))
  },
})

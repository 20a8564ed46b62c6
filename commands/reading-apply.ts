import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, optional } from '../src/chat/option.ts'
import { rescheduleModes } from '../src/reading/rescheduling.ts'
import { movedView, scheduleView } from '../src/views/reading/schedule-view.ts'
import { zoneFor } from './options/own-zone.ts'
import { readArrangement, scheduleOptions } from './options/schedule.ts'

/** Changes the schedule as the caller has confirmed it. */
export default defineCommand({
  name: 'reading apply',
  summary: 'Apply the new schedule',
  examples: [],
  options: {
    ...scheduleOptions,
    prepared: optional(choice('Sessions already prepared: keep, move or skip them', rescheduleModes)),
  },
  answers: 'caller',
  async run({ prepared, ...options }, context) {
    const { caller, reading, now } = context
    const { groups } = reading
    const { group, actor } = await groups.resolve(caller, options.group)
    const zone = await zoneFor(context, group)
    const changed = await groups.changeSettings(
      actor,
      group,
      await readArrangement(context, options, group, zone),
      prepared ?? 'keep',
    )
    for (const { id, start, coming } of changed.sessions) {
      const before = group.sessions.find((session) => session.id === id)
      if (before === undefined || before.start === start) continue
      const people = [...new Set([...changed.expect, ...coming])]
      const view = movedView(group, before.date, start, now)
      await reading.tell(changed, people, view, `move/${id}/${changed.revision}`)
    }
    return show(scheduleView(changed, groups.upcomingSessions(changed, 5), now))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, optional } from '../src/chat/option.ts'
import { rescheduleModes } from '../src/reading/rescheduling.ts'
import { scheduleView } from '../src/views/reading/schedule-view.ts'
import { zoneFor } from './options/own-zone.ts'
import { readArrangement, scheduleOptions } from './options/schedule.ts'
import { tellOfMove } from './options/session-file.ts'

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
    for (const session of changed.sessions) {
      const before = group.sessions.find(({ id }) => id === session.id)
      if (before !== undefined && before.start !== session.start)
        await tellOfMove(context, changed, session, before.date)
    }
    return show(scheduleView(changed, groups.upcomingSessions(changed, 5), now))
  },
})

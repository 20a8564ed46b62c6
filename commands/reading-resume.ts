import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { nothingPaused } from '../src/reading/errors.ts'
import { mayOrganise } from '../src/reading/permissions.ts'
import { resumedView } from '../src/views/reading/schedule-view.ts'
import { groupOption, requireMayInSome } from './options/group.ts'
import { pauseOf } from './options/schedule.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading resume',
  summary: 'Resume sessions after a pause',
  form: { title: 'Resume the group', submit: 'Resume' },
  needs: 'take-part',
  examples: ['reading resume'],
  options: { group: groupOption },
  answers: 'caller',
  suggest: { group: suggestGroups },
  requireMay: requireMayInSome('resume the group', mayOrganise),
  async run({ group: groupName }, { caller, reading: { groups }, now }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    if (mayOrganise(actor, group) && pauseOf(group, now) === undefined) throw nothingPaused()
    const resumed = await groups.resume(actor, group)
    return show(resumedView(resumed, groups.upcomingSessions(resumed), now))
  },
})

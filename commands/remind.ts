import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, people, typed } from '../src/chat/option.ts'
import { addPeopleView } from '../src/views/poll/add-people-view.ts'
import { reminderView } from '../src/views/poll/reminder-view.ts'
import { remindedView } from '../src/views/reminded-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'remind',
  summary: 'Remind people who should vote, in private',
  form: { title: 'Send reminders', submit: 'Send' },
  needs: 'post',
  examples: ['remind', 'remind @Ben'],
  options: {
    paper: paperOption,
    people: typed(people('People to remind: if empty, everyone who was asked to vote'), {
      isEveryoneByDefault: true,
    }),
    add: typed(flag('Also ask those to vote who were not asked yet'), { isHidden: true }),
  },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'send reminders'),
  async run({ paper, people: only, add }, { caller, polls, namesOf, sendPrivate, linkToPoll, now }) {
    const id = await polls.resolve(caller, paper, 'remind')
    if (only !== undefined && add !== true) {
      const unexpected = await polls.findUnexpected(caller, id, only)
      const names = await namesOf(unexpected.place, unexpected.people)
      if (names.length > 0) return show(addPeopleView(unexpected.poll, names, only))
    }
    const { place, people, round, ...nudged } = await polls.nudge(caller, id, only, add)
    const { poll, spared, unseeing, added, unnamed } = nudged
    const delivered = await sendPrivate(
      place,
      people,
      reminderView(poll, place, await linkToPoll(poll.id)),
      `remind/${poll.id}/${round}/${now}`,
    )
    const reminded = { people: people.length + unseeing, delivered, spared, added }
    return show(remindedView({ ...reminded, poll: poll.id, unnamed }))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, people, typed } from '../src/chat/option.ts'
import { counted } from '../src/chat/text.ts'
import { noteView } from '../src/views/note-view.ts'
import { addPeopleView } from '../src/views/poll/add-people-view.ts'
import { reminderView } from '../src/views/poll/reminder-view.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'remind',
  summary: 'Remind people who should vote, in private',
  form: { title: 'Send reminders', submit: 'Send' },
  needs: 'post',
  examples: ['remind', 'remind @Ben'],
  options: {
    paper: paperOption,
    people: typed(people('People to remind: everyone who was asked to vote if left out'), {
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
    const { poll, place, people, spared, unseeing, round, added } = await polls.nudge(caller, id, only, add)
    const delivered = await sendPrivate(
      place,
      people,
      reminderView(poll, place, await linkToPoll(poll.id)),
      `remind/${poll.id}/${round}/${now}`,
    )
    const summary = summaryOf(people.length + unseeing, delivered, spared)
    const prefix = added === 0 ? '' : `Asked ${counted(added, 'more person', 'more people')} to vote. `
    return show(noteView(prefix + summary))
  },
})

/** The result in numbers; it never names people. */
function summaryOf(people: number, delivered: number, spared: number): string {
  const enough = `${counted(spared, 'person has', 'people have')} already had all the reminders that a person gets in a day.`
  if (people === 0)
    return spared === 0
      ? 'Everyone who was asked has voted. No reminder was sent.'
      : `No reminder was sent. ${enough}`
  const missed = people - delivered
  return [
    ...(delivered === 0 ? [] : [`Reminded ${counted(delivered, 'person', 'people')} in a private message.`]),
    ...(missed === 0 ? [] : [`I couldn't reach ${counted(missed, 'person', 'people')}.`]),
    ...(spared === 0 ? [] : [enough]),
  ].join(' ')
}

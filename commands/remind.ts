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
  summary: 'Nudge, privately, those who are expected to vote',
  form: { title: 'Send reminders', submit: 'Send' },
  needs: 'post',
  examples: ['remind', 'remind @Ben'],
  options: {
    paper: paperOption,
    people: typed(people('Whom to remind: everyone who is expected if left out'), {
      isEveryoneByDefault: true,
    }),
    add: typed(flag('Add those who are not expected'), { isHidden: true }),
  },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  requireMay: requireRightTo('run', 'remind people'),
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
      reminderView(poll, await linkToPoll(poll.id)),
      `remind/${poll.id}/${round}/${now}`,
    )
    const summary = summaryOf(people.length + unseeing, delivered, spared)
    const prefix = added === 0 ? '' : `${counted(added, 'person was', 'people were')} added. `
    return show(noteView(prefix + summary))
  },
})

/** The result in numbers; it never names people. */
function summaryOf(people: number, delivered: number, spared: number): string {
  const enough = `${counted(spared, 'person has', 'people have')} had the reminders that a person gets in a day.`
  if (people === 0)
    return spared === 0
      ? 'Everyone who is expected has voted; nobody was reminded.'
      : `Nobody was reminded: ${enough}`
  const missed = people - delivered
  return [
    `${counted(delivered, 'person was', 'people were')} reminded.`,
    ...(missed === 0 ? [] : [`I couldn't reach ${counted(missed, 'person', 'people')}.`]),
    ...(spared === 0 ? [] : [enough]),
  ].join(' ')
}

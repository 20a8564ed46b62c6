import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { people, typed } from '../src/chat/option.ts'
import { counted } from '../src/chat/text.ts'
import { noteView } from '../src/views/note-view.ts'
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
  },
  answers: 'caller',
  suggest: suggestPapers,
  requireMay: requireRightTo('run', 'remind people'),
  async run({ paper, people: only }, { caller, polls, sendPrivate, now }) {
    const id = await polls.resolve(caller, paper, 'remind')
    const { poll, place, people, spared, unseeing, round } = await polls.nudge(caller, id, only)
    const delivered = await sendPrivate(
      place,
      people,
      reminderView(poll),
      `remind/${poll.id}/${round}/${now}`,
    )
    return show(noteView(summaryOf(people.length + unseeing, delivered, spared)))
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

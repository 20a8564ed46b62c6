import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { counted } from '../src/chat/text.ts'
import { noteView } from '../src/views/note-view.ts'
import { reminderView } from '../src/views/poll/reminder-view.ts'
import { paperOption, suggestPapers } from './options/poll.ts'

export default defineCommand({
  name: 'remind',
  summary: 'Nudge, privately, those who are expected to vote',
  examples: ['remind'],
  options: { paper: paperOption },
  answers: 'caller',
  suggest: suggestPapers,
  async run({ paper }, { caller, polls, sendPrivate, now }) {
    const { poll, people, round } = await polls.findToRemind(caller, await polls.resolve(caller, paper))
    // One reminder per hour, however often it is requested.
    const key = `remind/${poll.id}/${round}/${Math.floor(now / 3_600_000)}`
    const delivered = await sendPrivate(people, reminderView(poll), key)
    const missed = people.length - delivered
    const summary =
      people.length === 0
        ? 'Everyone who is expected has voted; nobody was reminded.'
        : `${counted(delivered, 'person was', 'people were')} reminded.`
    return show(noteView(missed === 0 ? summary : `${summary} I couldn't reach ${missed}.`))
  },
})

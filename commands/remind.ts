import { defineCommand } from '../src/bot/command.ts'
import { shown } from '../src/chat/answer.ts'
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
  async run({ paper }, { caller, polls, tell, now }) {
    const { poll, people, round } = await polls.toRemind(caller, await polls.meant(caller, paper))
    // Pressed twice within the hour it is one reminder.
    const key = `remind/${poll.id}/${round}/${Math.floor(now / 3_600_000)}`
    const told = await tell(people, reminderView(poll), key)
    const missed = people.length - told
    const summary =
      people.length === 0
        ? 'Everyone who is expected has voted; nobody was reminded.'
        : `${told === 1 ? '1 person was' : `${told} people were`} reminded.`
    return shown(noteView(missed === 0 ? summary : `${summary} I couldn't reach ${missed}.`))
  },
})

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { counted } from '../src/chat/text.ts'
import { noteView } from '../src/views/note-view.ts'

export default defineCommand({
  name: 'forget-me',
  summary: 'Erase everything stored about you, after asking',
  examples: ['forget-me'],
  options: { sure: flag('Without asking') },
  answers: 'caller',
  async run({ sure }, { caller: { person }, personalData, clearErased, reading: { groups } }) {
    if (sure === true) {
      const polls = counted(await personalData.erase(person), 'poll')
      await groups.erasePerson(person)
      const isCleared = await clearErased()
      const later = isCleared
        ? ''
        : ' A backup is running; when it ends, the last copy in the log of the database goes, too.'
      return show(noteView(`Done: you are taken out of ${polls} and of every reading group.${later}`))
    }
    const ballots = (await personalData.exportFor(person)).reduce((sum, poll) => sum + poll.ballots.length, 0)
    const question =
      `Erase your ${counted(ballots, 'ballot')} and your name from every poll and reading group? ` +
      "Tallies change with it, those of closed polls too. This can't be undone."
    const call = { command: 'forget-me', args: { sure: 'yes' } }
    return show(noteView(question, [{ label: 'Erase everything', call, style: 'danger' }]))
  },
})

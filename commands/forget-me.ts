import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, typed } from '../src/chat/option.ts'
import { counted } from '../src/chat/text.ts'
import { noteView } from '../src/views/note-view.ts'

const question =
  'Delete your name, your words and your votes in open rounds everywhere? ' +
  'In closed rounds your votes stay in the counts, without your name, unless you also remove them. ' +
  "In closed anonymous rounds your words stay, too, unless you also remove them: somebody who kept the earlier report can then see which words went. Sealed anonymous votes can't be found any more. " +
  "This can't be undone."

/** The sentence about data that is not removed yet. */
const leftovers = {
  cleared: '',
  later: ' What the database may still keep of it in unused space goes within the next hour.',
  busy: ' A backup is running; when it ends, the last copy in the log of the database goes, too.',
} as const

export default defineCommand({
  name: 'forget-me',
  summary: 'Erase everything stored about you, after asking',
  examples: ['forget-me'],
  options: {
    sure: typed(flag('Without asking'), { isHidden: true }),
    votes: typed(flag('Votes of closed rounds, too'), { isHidden: true }),
  },
  answers: 'caller',
  async run(
    { sure, votes },
    {
      caller: { person },
      personalData,
      adapters,
      denyLists,
      namedManagers,
      audit,
      unreadable,
      clearErased,
      reading: { groups },
    },
  ) {
    if (sure !== true) {
      const call = (more: Readonly<Record<string, string>>) => ({
        command: 'forget-me',
        args: { sure: 'yes', ...more },
      })
      return show(
        noteView(question, [
          { label: 'Delete everything', call: call({}), style: 'danger' },
          { label: 'Also remove my votes', call: call({ votes: 'yes' }), style: 'danger' },
        ]),
      )
    }
    const polls = counted(await personalData.erase(person, votes === true ? 'all' : 'name'), 'poll')
    await groups.erasePerson(person)
    await adapters.erasePerson(person)
    await denyLists.erasePerson(person)
    await namedManagers.erasePerson(person)
    await audit.erasePerson(person)
    await unreadable.erasePerson(person)
    const left = leftovers[await clearErased()]
    return show(noteView(`Done: you are taken out of ${polls} and of every reading group.${left}`))
  },
})

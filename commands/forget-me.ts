import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, typed } from '../src/chat/option.ts'
import { confirmView } from '../src/views/confirm/confirm-view.ts'
import { forgottenView } from '../src/views/forgotten-view.ts'
import { sureOption } from './options/sure.ts'

const question =
  'Delete your name, your words and your votes in open rounds everywhere? ' +
  'In closed rounds your votes stay in the counts, without your name, unless you also remove them. ' +
  'In closed anonymous rounds your words stay, too, unless you also remove them. Somebody who kept the earlier report can see which words went. ' +
  'Where an open anonymous poll is counted live, a vote that goes may be guessed from the change. ' +
  "Sealed anonymous votes can't be found any more. " +
  'Your nominations stay, without your name, and so does what others quoted from you in chat. ' +
  "This can't be undone."

export default defineCommand({
  name: 'forget-me',
  summary: 'Erase everything stored about you, after asking',
  examples: ['forget-me'],
  options: {
    sure: sureOption,
    votes: typed(flag('Votes in closed rounds with names, too'), { isHidden: true }),
    words: typed(flag('Words in closed anonymous rounds, too'), { isHidden: true }),
  },
  answers: 'caller',
  async run({ sure, votes, words }, { caller: { person }, forget, contact }) {
    if (sure === true) {
      const facts = await forget(person, { votes: votes === true, words: words === true })
      return show(forgottenView(facts, contact))
    }
    const call = (more: Readonly<Record<string, string>>) => ({
      command: 'forget-me',
      args: { sure: 'yes', ...more },
    })
    return show(
      confirmView(question, [
        { label: 'Delete everything', call: call({}) },
        { label: 'Also remove my votes', call: call({ votes: 'yes' }) },
        { label: 'Also remove my words', call: call({ words: 'yes' }) },
        { label: 'Also remove both', call: call({ votes: 'yes', words: 'yes' }) },
      ]),
    )
  },
})

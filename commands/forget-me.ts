import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, typed } from '../src/chat/option.ts'
import { confirmView } from '../src/views/confirm/confirm-view.ts'
import { forgottenView } from '../src/views/forgotten-view.ts'
import { sureOption } from './options/sure.ts'

const question =
  'Delete your name, your words and your votes in open rounds everywhere? ' +
  'In closed rounds your votes stay in the counts, without your name, unless you also remove them. ' +
  'In closed anonymous rounds your words stay too, unless you also remove them. Someone who kept an earlier report can see which words were removed. ' +
  'In an open anonymous poll that is counted live, people may guess your vote when it is removed. ' +
  "Sealed anonymous votes can't be found any more. " +
  'Your nominations stay, without your name, and so does what others quoted from you in chat. ' +
  "This can't be undone."

export default defineCommand({
  name: 'forget-me',
  summary: 'Delete everything stored about you (asks first)',
  examples: ['forget-me'],
  options: {
    sure: sureOption,
    votes: typed(flag('Also votes in closed rounds with names'), { isHidden: true }),
    words: typed(flag('Also words in closed anonymous rounds'), { isHidden: true }),
  },
  answers: 'caller',
  async run({ sure, votes, words }, { caller: { person }, forget, contact }) {
    if (sure === true) {
      const scope = { votes: votes === true, words: words === true }
      return show(forgottenView(await forget(person, scope), scope, contact))
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

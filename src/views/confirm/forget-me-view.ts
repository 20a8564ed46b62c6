import type { View } from '../../chat/view.ts'
import { confirmView } from './confirm-view.ts'

const question =
  'Delete your name, your words and your votes in open rounds everywhere? ' +
  'In closed rounds your votes stay in the counts, without your name, unless you also remove them. ' +
  'In closed anonymous rounds your words stay too, unless you also remove them. Someone who kept an earlier report can see which words were removed. ' +
  'In an open anonymous poll that is counted live, people may guess your vote when it is removed. ' +
  "Sealed anonymous votes can't be found any more. " +
  'Your nominations stay, without your name, and so does what others quoted from you in chat. ' +
  "This can't be undone."

/** Asks before a person is forgotten, and what is removed from closed rounds. */
export function forgetMeView(): View {
  const call = (more: Readonly<Record<string, string>>) => ({
    command: 'forget-me',
    args: { sure: 'yes', ...more },
  })
  return confirmView(question, [
    { label: 'Delete everything', call: call({}) },
    { label: 'Also remove my votes', call: call({ votes: 'yes' }) },
    { label: 'Also remove my words', call: call({ words: 'yes' }) },
    { label: 'Also remove both', call: call({ votes: 'yes', words: 'yes' }) },
  ])
}

import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, typed } from '../src/chat/option.ts'
import { forgetMeView } from '../src/views/confirm/forget-me-view.ts'
import { forgottenView } from '../src/views/forgotten-view.ts'
import { sureOption } from './options/sure.ts'

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
    if (sure !== true) return show(forgetMeView())
    const scope = { votes: votes === true, words: words === true }
    return show(forgottenView(await forget(person, scope), scope, contact))
  },
})

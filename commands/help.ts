import { defineCommand } from '../src/bot/command.ts'
import { commandNotFound } from '../src/bot/errors.ts'
import { offeredTo } from '../src/bot/offered-to.ts'
import { findChoices, findNamed } from '../src/bot/words/find-command.ts'
import { filterTypable } from '../src/bot/words/vocabulary.ts'
import { show } from '../src/chat/answer.ts'
import { findCommand } from '../src/chat/command-info.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { commandHelpView, helpView } from '../src/views/help-view.ts'

export default defineCommand({
  name: 'help',
  summary: 'Show what I can do, with examples',
  form: { title: 'Help', submit: 'Show' },
  examples: ['help', 'help poll', 'help reading'],
  options: { command: typed(optional(text('Command', 60)), { isFirst: true }) },
  naming: { alsoAlone: ['commands', 'hi', 'hello'] },
  answers: 'caller',
  suggest: {
    command: async (typed, context) =>
      (await offeredTo(context))
        .filter(({ name, examples }) => examples.length > 0 && name.startsWith(typed.toLowerCase()))
        .map(({ name, summary }) => ({ label: `${name}: ${summary}`.slice(0, 100), value: name })),
  },
  async run({ command: name }, context) {
    const offered = await offeredTo(context)
    if (name === undefined) return show(helpView(offered, context.contact))
    const typable = filterTypable(context.commands)
    const command = findCommand(typable, { command: name.toLowerCase() }) ?? findNamed(name, typable)?.command
    if (command === undefined) throw commandNotFound(name, findChoices(name, filterTypable(offered), false))
    return show(commandHelpView(command, offered))
  },
})

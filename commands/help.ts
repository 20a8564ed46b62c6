import { defineCommand } from '../src/bot/command.ts'
import { commandNotListed } from '../src/bot/errors.ts'
import { show } from '../src/chat/answer.ts'
import { findCommand } from '../src/chat/command-info.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { commandHelpView, helpView } from '../src/views/help-view.ts'

export default defineCommand({
  name: 'help',
  summary: 'What I can do, with examples to copy',
  examples: ['help', 'help poll'],
  options: { command: typed(optional(text('Command', 60)), { isFirst: true }) },
  naming: { alsoAlone: ['commands', 'hi', 'hello'] },
  answers: 'caller',
  suggest: async (_, typed, { commands }) =>
    commands
      .filter(({ name, examples }) => examples.length > 0 && name.startsWith(typed.toLowerCase()))
      .map(({ name, summary }) => ({ label: `${name}: ${summary}`.slice(0, 100), value: name })),
  async run({ command: name }, { commands }) {
    if (name === undefined) return show(helpView(commands))
    const command = findCommand(commands, { command: name.toLowerCase() })
    if (command === undefined || command.examples.length === 0) throw commandNotListed()
    return show(commandHelpView(command))
  },
})

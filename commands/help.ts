import { defineCommand } from '../src/bot/command.ts'
import { commandNotListed } from '../src/bot/errors.ts'
import { offeredTo } from '../src/bot/offered-to.ts'
import { show } from '../src/chat/answer.ts'
import { findCommand } from '../src/chat/command-info.ts'
import { optional, text } from '../src/chat/option.ts'
import { commandHelpView, helpView } from '../src/views/help-view.ts'

export default defineCommand({
  name: 'help',
  summary: 'What I can do, with examples to copy',
  examples: ['help', 'help poll'],
  options: { command: optional(text('Command', 60)) },
  answers: 'caller',
  suggest: async (_, typed, context) =>
    (await offeredTo(context))
      .filter(({ name, examples }) => examples.length > 0 && name.startsWith(typed.toLowerCase()))
      .map(({ name, summary }) => ({ label: `${name}: ${summary}`.slice(0, 100), value: name })),
  async run({ command: name }, context) {
    const offered = await offeredTo(context)
    if (name === undefined) return show(helpView(offered, context.contact))
    const command = findCommand(context.commands, { command: name.toLowerCase() })
    if (command === undefined || command.examples.length === 0) throw commandNotListed()
    return show(commandHelpView(command, offered.includes(command)))
  },
})

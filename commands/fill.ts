import { defineCommand } from '../src/chat/command.ts'
import { text } from '../src/chat/option.ts'
import { UserError } from '../src/user-error.ts'

/** Asks for a command's options in a form, for whoever would rather not type them. */
export default defineCommand({
  name: 'fill',
  summary: 'Fill in a command',
  examples: [],
  options: { command: text('Command', 60) },
  answers: 'form',
  async run({ command: name }, { commands }) {
    const command = commands.find((command) => command.name === name && command.examples.length > 0)
    if (command === undefined)
      throw new UserError('I know no such command.', 'help alone lists everything I can do.')
    return {
      kind: 'asked',
      title: command.summary,
      submit: { command: name, args: {} },
      ask: Object.keys(command.hints),
      values: {},
    }
  },
})

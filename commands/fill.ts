import { defineCommand } from '../src/bot/command.ts'
import { commandNotListed } from '../src/bot/errors.ts'
import { decodeCall } from '../src/chat/call.ts'
import { findCommand } from '../src/chat/command-info.ts'
import { text } from '../src/chat/option.ts'

/** Asks for what a call still wants in a form, for whoever would rather not type it. */
export default defineCommand({
  name: 'fill',
  summary: 'Fill in a command',
  examples: [],
  options: { call: text('Command', 300) },
  answers: 'form',
  async run({ call: begun }, { commands }) {
    const submit = decodeCall(begun)
    const command = submit && findCommand(commands, submit)
    if (submit === undefined || command === undefined || command.examples.length === 0)
      throw commandNotListed()
    return {
      kind: 'asked',
      title: command.summary,
      submit,
      ask: Object.keys(command.hints).filter((name) => submit.args[name] === undefined),
      values: {},
    }
  },
})

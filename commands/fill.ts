import { defineCommand } from '../src/bot/command.ts'
import { commandNotListed } from '../src/bot/errors.ts'
import { decodeCall } from '../src/chat/call.ts'
import { findCommand } from '../src/chat/command-info.ts'
import { optional, text } from '../src/chat/option.ts'
import { groupOption } from './options/group.ts'

/** Opens a form for the missing arguments of a call, for people who prefer that to typing. */
export default defineCommand({
  name: 'fill',
  summary: 'Fill in a command',
  examples: [],
  options: {
    call: text('Command', 300),
    group: groupOption,
    values: optional(text('What is filled in already, as in an address', 50_000)),
  },
  answers: 'form',
  async run({ call, group, values = '' }, { commands }) {
    const given = decodeCall(call)
    const command = given && findCommand(commands, given)
    if (given === undefined || command === undefined || command.examples.length === 0)
      throw commandNotListed()
    // The button of a group's message is about that group.
    const isForGroup = group !== undefined && command.hints.group !== undefined
    const submit = isForGroup ? { ...given, args: { group, ...given.args } } : given
    return {
      kind: 'asked',
      title: command.summary,
      submit,
      ask: Object.keys(command.hints).filter((name) => submit.args[name] === undefined),
      values: Object.fromEntries(new URLSearchParams(values)),
    }
  },
})

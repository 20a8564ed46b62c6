import { defineCommand } from '../src/bot/command.ts'
import { commandNotListed } from '../src/bot/errors.ts'
import { decodeCall } from '../src/chat/call.ts'
import { type CommandInfo, findCommand } from '../src/chat/command-info.ts'
import { optional, text } from '../src/chat/option.ts'
import { understoodLine } from '../src/views/understood.ts'

const maxLength = 20_000

/** Opens a form for the missing arguments of a call: for people who prefer that to typing, and for words in doubt. */
export default defineCommand({
  name: 'fill',
  summary: 'Fill in a command',
  examples: [],
  options: {
    call: text('Command', 300),
    values: optional(text('What is filled in', maxLength)),
    left: optional(text('Words that were not understood', maxLength)),
  },
  answers: 'form',
  async run({ call, values = '', left }, { commands }) {
    const submit = decodeCall(call)
    const command = submit && findCommand(commands, submit)
    if (submit === undefined || command === undefined || command.examples.length === 0)
      throw commandNotListed()
    const filled = decodeCall(values)?.args ?? {}
    const line = understoodLine(filled, command.hints, left)
    return {
      kind: 'asked',
      title: command.summary,
      ...(line !== '' && { intro: [line], isToCheck: true }),
      submit,
      ask: orderFields(command, submit.args, filled),
      values: filled,
    }
  },
})

/** The options that the call doesn't have: required ones, then those with a value, then the others. */
function orderFields(
  { hints }: CommandInfo,
  args: Readonly<Record<string, string>>,
  filled: Readonly<Record<string, string>>,
): readonly string[] {
  const rank = (name: string) => (hints[name]?.required ? 0 : filled[name] !== undefined ? 1 : 2)
  return Object.keys(hints)
    .filter((name) => args[name] === undefined && hints[name]?.typing?.isHidden !== true)
    .toSorted((a, b) => rank(a) - rank(b))
}

import { defineCommand } from '../src/bot/command.ts'
import { commandNotFound } from '../src/bot/errors.ts'
import { decodeCall } from '../src/chat/call.ts'
import { findCommand } from '../src/chat/command-info.ts'
import { optional, text } from '../src/chat/option.ts'
import { groupOption } from './options/group.ts'
import { questionNotes } from './options/question.ts'
import { offerSecondPoll } from './options/second-poll.ts'
import { faultsOption, leftOption, readFaults } from './options/understood.ts'

/** Opens a form for the missing arguments of a call: for people who prefer that to typing, and for words in doubt. */
export default defineCommand({
  name: 'fill',
  summary: "Open a command's form",
  examples: [],
  options: {
    call: text('Command', 300),
    group: groupOption,
    values: optional(text('Values already filled in, as in an address', 50_000)),
    left: leftOption,
    faults: faultsOption,
  },
  answers: 'form',
  async run({ call, group, values = '', left, faults }, context) {
    const { commands } = context
    const given = decodeCall(call)
    const command = given && findCommand(commands, given)
    if (given === undefined || command?.form === undefined || command.examples.length === 0)
      throw commandNotFound(given?.command)
    // The button of a group's message is about that group.
    const isForGroup = group !== undefined && command.hints.group !== undefined
    const submit = isForGroup ? { ...given, args: { group, ...given.args } } : given
    const filled = Object.fromEntries(new URLSearchParams(values))
    const [first, ...others] = Object.keys(command.hints).filter((name) => submit.args[name] === undefined)
    const more = command.name === 'poll' ? offerSecondPoll(filled.paper ?? '', left ?? '') : undefined
    return {
      kind: 'asked',
      submit: { ...submit, args: { ...submit.args, ...more?.args } },
      ask: [...(first === undefined ? [] : [first]), ...Object.keys(more?.hints ?? {}), ...others],
      ...(more !== undefined && { hints: more.hints }),
      ...(command.name === 'reading ask' && { notes: await questionNotes(context, submit.args.group) }),
      values: filled,
      typed: { args: filled, left, faults: readFaults(faults) },
    }
  },
})

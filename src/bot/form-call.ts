import { type Call, fillCall } from '../chat/call.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import { vocabularyOf } from './words/vocabulary.ts'

/** Notes above and beside the fields of a form. */
interface Notes {
  /** The typed words that were not understood. */
  readonly left?: string | undefined
  /** Option name → what is wrong with its value. */
  readonly faults?: Readonly<Record<string, string>>
}

/** The call that opens a command's form, filled in with a call's arguments. */
export function formCall(
  { naming }: CommandInfo,
  { command, args }: Call,
  { left, faults = {} }: Notes = {},
): Call {
  const notes = {
    ...(left !== undefined && { left }),
    ...(Object.keys(faults).length > 0 && { faults: new URLSearchParams(faults).toString() }),
  }
  // Its own form is filled in with what there is already; a value that it refuses would keep it from being opened.
  if (naming?.opensForm !== undefined) {
    const usable = Object.entries(args).filter(([name]) => faults[name] === undefined)
    return { command, args: { ...Object.fromEntries(usable), ...notes } }
  }
  return fillCall({ command, args: {} }, args, notes)
}

/** Whether there is something to fill in: more than which poll it is about. */
export const hasForm = (command: CommandInfo): boolean =>
  command.examples.length > 0 &&
  (command.naming?.opensForm === 'always' ||
    vocabularyOf(command).options.some(
      ({ kind, isFirst, isRequired }) => isRequired || kind !== 'paper' || !isFirst,
    ))

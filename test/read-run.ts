import { parseWords } from '../src/bot/parse-words.ts'
import type { Call } from '../src/chat/call.ts'
import { type CommandInfo, findCommand } from '../src/chat/command-info.ts'

/** Words that run a command or open its form, as its call. @throws Error for any others. */
export function readRun(words: string, commands: readonly CommandInfo[]): Call {
  const typed = parseWords(words, commands)
  if ('run' in typed) return joinPeople({ command: typed.run, args: typed.args }, commands)
  if ('form' in typed && typed.left === undefined)
    return joinPeople({ command: typed.form, args: typed.args }, commands)
  throw new Error(`“${words}” is read as ${JSON.stringify(typed)}`)
}

/** The call with people who are written by their ids as a list of those. */
export function joinPeople({ command, args }: Call, commands: readonly CommandInfo[]): Call {
  const hints = findCommand(commands, { command })?.hints ?? {}
  const joined = Object.entries(args).map(([name, value]) => [
    name,
    hints[name]?.kind === 'people' ? value.replaceAll(/\s+/g, ',') : value,
  ])
  return { command, args: Object.fromEntries(joined) }
}

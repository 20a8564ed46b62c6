import type { Call } from '../chat/call.ts'
import { wordFor } from '../chat/option.ts'
import { isQuestion } from '../chat/question-words.ts'
import type { Command } from './command.ts'
import { wordsNotUnderstood, wordsWithoutOption } from './errors.ts'

/**
 * Reads typed words as a call: the command's name, then the words of its first text option; flags and choices by
 * themselves in lower case (`blind`, `anonymous`); other options as `name:value`. Quotes keep words together. A question
 * in free words becomes a call of `explain`.
 *
 * @param text Without the root command or the mention.
 * @throws UserError if the text is neither a command nor a question, or has words that no option takes.
 */
export function readWords(text: string, commands: readonly Command[]): Call {
  const typed = filterTypable(commands)
  const words = text.trim()
  if (words === '') return { command: 'help', args: {} }
  const command = typed
    .filter(
      ({ name }) => words.toLowerCase().startsWith(name) && /^(?:\s|[?!.]*$)/.test(words.slice(name.length)),
    )
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  if (command !== undefined) {
    const rest = words.slice(command.name.length)
    return { command: command.name, args: readArgs(/^[?!.]*$/.test(rest) ? '' : rest, command) }
  }
  if (isQuestion(words)) return { command: 'explain', args: { topic: words } }
  throw wordsNotUnderstood()
}

/** The commands that people can type; the others are reached by controls. */
export const filterTypable = (commands: readonly Command[]) =>
  commands.filter(({ examples }) => examples.length > 0)

function readArgs(text: string, { hints }: Command): Record<string, string> {
  const tokens = text.match(/[^\s"]*"[^"]*"|\S+/g) ?? []
  const args: Record<string, string> = {}
  const bare: string[] = []
  let open: string | undefined
  for (const token of tokens) {
    const [, name, value] = /^([a-z]+):(?!\/\/)(.*)$/s.exec(token) ?? []
    const isLong = open !== undefined && hints[open]?.kind === 'long-text'
    if (name !== undefined && hints[name] !== undefined) {
      args[name] = unquote(value ?? '')
      open = /"$/.test(token) ? undefined : name
    } else if (open !== undefined && (isLong || !isSwitch(token, hints))) {
      args[open] = `${args[open]} ${unquote(token)}`.trim()
    } else {
      open = undefined
      bare.push(token)
    }
  }
  const { switches, rest } = splitSwitches(bare, hints)
  for (const word of switches) Object.assign(args, switchOf(word, hints))
  const first = Object.keys(hints).find((name) => hints[name]?.kind === 'text')
  if (rest.length === 0) return args
  if (first === undefined) throw wordsWithoutOption(rest.join(' '), describeUsage(hints))
  return { ...args, [first]: unquote(rest.join(' ')) }
}

/** Separates flags and choices from a title. It may contain such a word, so only those after it count, or before a single word. */
function splitSwitches(words: readonly string[], hints: Command['hints']) {
  const isWord = (word: string) => !isSwitch(word, hints)
  const end = words.findLastIndex(isWord) + 1
  const start = words.findIndex(isWord)
  const isSingle = start >= 0 && end - start === 1
  const before = isSingle ? words.slice(0, start) : []
  return { switches: [...before, ...words.slice(end)], rest: words.slice(before.length, end) }
}

const isSwitch = (word: string, hints: Command['hints']): boolean => switchOf(word, hints) !== undefined

/** `blind` → { blind: 'yes' }, `anonymous` → { visibility: 'anonymous' } */
function switchOf(word: string, hints: Command['hints']): Record<string, string> | undefined {
  if (hints[word]?.kind === 'flag') return { [word]: 'yes' }
  const choice = Object.entries(hints).find(([, hint]) => Object.hasOwn(hint.values ?? {}, word))
  return choice === undefined ? undefined : { [choice[0]]: word }
}

const unquote = (word: string): string => word.replace(/^"|"$/g, '')

function describeUsage(hints: Command['hints']): string {
  const names = Object.keys(hints)
  return names.length === 0
    ? 'Write the command alone.'
    : `It takes: ${names.map((name) => wordFor(name, hints[name])).join(', ')}.`
}

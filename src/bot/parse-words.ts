import type { Call } from '../chat/call.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import { wordFor } from '../chat/option.ts'
import { isQuestion } from '../chat/question-words.ts'
import { recogniseAll } from '../paper/recognise.ts'
import type { Command } from './command.ts'
import { wordsNotUnderstood, wordsWithoutOption } from './errors.ts'
import { findChoices, findInGroup, findNamed } from './words/find-command.ts'
import { readArgs } from './words/read-args.ts'
import type { Understood } from './words/settle.ts'
import { filterTypable, keyOf, vocabularyOf } from './words/vocabulary.ts'

/** What typed words mean. */
export type Typed =
  /** Understood: do it. */
  | { readonly run: string; readonly args: Readonly<Record<string, string>> }
  /** Open the command's form, filled in. `left` are the words that were not understood. */
  | { readonly form: string; readonly args: Readonly<Record<string, string>>; readonly left?: string }
  /** Perhaps one of these is meant: whole texts, to be parsed again. */
  | { readonly choose: readonly string[] }
  /** Not for the bot. */
  | { readonly none: true }

/**
 * Reads typed words as a command with its options. Pure; nothing typed is dropped: what isn't in the arguments is left
 * over, and where words are left over or leave privacy in doubt, the form is opened instead of running the command.
 *
 * @param text Without the root command or the mention.
 * @param commands What can be typed, from each command's name, other spellings and hints.
 * @returns arguments as text: `yes` or `no` for flags, a value's name for choices, times, dates and people as typed.
 */
export function parseWords(text: string, commands: readonly CommandInfo[]): Typed {
  const typable = filterTypable(commands)
  const words = withoutStart(text.trim())
  const find = (name: string) => typable.find((command) => command.name === name)
  if (/^[?!？！\s]*$/u.test(words)) return { run: 'help', args: {} }
  const isElsewhere = switchTest(typable)
  const read = (rest: string, command: CommandInfo) => readArgs(rest, command, isElsewhere)
  const named = findNamed(words, typable)
  if (named !== undefined) return readNamed(named.command, named.rest, typable, read)
  const hasPaper = isPaperIn(words)
  const choices = findChoices(words, typable, hasPaper)
  if (choices.length > 0) return { choose: choices }
  const poll = find('poll')
  if (hasPaper && poll !== undefined) {
    const understood = read(words, poll)
    return toTyped('poll', { ...understood, needsForm: understood.needsForm || isQuestion(words) })
  }
  if (isQuestion(words) && find('explain') !== undefined) return { run: 'explain', args: { topic: words } }
  return { none: true }
}

const start =
  /^(?:\/?grid(?=\s|$)|\/|(?:please|pls|(?:can|could|would|will) you(?: please)?)(?=[\s,]))[\s,]*/iu

/** The text without the root command, a slash and politeness in front. */
const withoutStart = (text: string): string => text.replace(start, '')

const isPaperIn = (words: string): boolean => /https?:\/\//i.test(words) || recogniseAll(words).length > 0

function readNamed(
  command: CommandInfo,
  rest: string,
  typable: readonly CommandInfo[],
  read: (rest: string, command: CommandInfo) => Understood,
): Typed {
  const { otherwise } = command.naming ?? {}
  if (otherwise === undefined || /^[?!.\s]*$/.test(rest)) return toTyped(command.name, read(rest, command))
  const hasPaper = isPaperIn(rest)
  const choices = findInGroup(command.name, rest, typable, hasPaper)
  if (choices.length > 0) return { choose: choices }
  const other = typable.find(({ name }) => name === (hasPaper ? otherwise.paper : otherwise.words))
  if (other === undefined) return toTyped(command.name, read(rest, command))
  const understood = read(rest, other)
  return toTyped(other.name, { ...understood, needsForm: understood.needsForm || !hasPaper })
}

function toTyped(name: string, { args, left, needsForm }: Understood): Typed {
  if (!needsForm) return { run: name, args }
  return { form: name, args, ...(left !== '' && { left }) }
}

/** Whether a key is an option of any command. */
function switchTest(commands: readonly CommandInfo[]): (key: string) => boolean {
  const all = new Set(commands.flatMap((command) => [...vocabularyOf(command).switches.keys()]))
  return (key) => all.has(keyOf(key))
}

/**
 * Reads typed words as a call: the command's name, then the words of its first text option; flags and choices by
 * themselves in lower case (`blind`, `anonymous`); other options as `name:value`. Quotes keep words together. A question
 * in free words becomes a call of `explain`.
 *
 * @param text Without the root command or the mention.
 * @throws UserError if the text is neither a command nor a question, or has words that no option takes.
 */
export function readWords(text: string, commands: readonly Command[]): Call {
  const typed = filterTypable<Command>(commands)
  const words = text.trim()
  if (words === '') return { command: 'help', args: {} }
  const command = typed
    .filter(
      ({ name }) => words.toLowerCase().startsWith(name) && /^(?:\s|[?!.]*$)/.test(words.slice(name.length)),
    )
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  if (command !== undefined) {
    const rest = words.slice(command.name.length)
    return { command: command.name, args: readOldArgs(/^[?!.]*$/.test(rest) ? '' : rest, command) }
  }
  if (isQuestion(words)) return { command: 'explain', args: { topic: words } }
  throw wordsNotUnderstood()
}

function readOldArgs(text: string, { hints }: Command): Record<string, string> {
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

import type { CommandInfo } from '../chat/command-info.ts'
import { isQuestion } from '../chat/question-words.ts'
import { recogniseAll } from '../paper/recognise.ts'
import { findChoices, findInGroup, findNamed } from './words/find-command.ts'
import { asksWhatIsOpen } from './words/open-question.ts'
import { readArgs } from './words/read-args.ts'
import type { Understood } from './words/settle.ts'
import { filterTypable, keyOf, vocabularyOf } from './words/vocabulary.ts'

/** The meaning of typed words. */
export type Typed =
  /** Understood: do it. */
  | { readonly run: string; readonly args: Readonly<Record<string, string>> }
  /** Open the command's form, filled in. `left` are the words that were not understood. */
  | { readonly form: string; readonly args: Readonly<Record<string, string>>; readonly left?: string }
  /** Suggestions: whole texts, to be parsed again. */
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
  if (asksWhatIsOpen(words)) return { run: openPolls, args: {} }
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

/** The command that lists what is open; nobody types its name. */
const openPolls = 'open-polls'

const start =
  /^(?:\/?grid(?=\s|$)|\/|(?:please|pls|(?:can|could|would|will) you(?: please)?)(?=[\s,]))[\s,]*/iu

/** The text without the root command, a slash and politeness in front. */
const withoutStart = (text: string): string => text.replace(start, '')

/** The words of a message that begins like a command without the root command: `/poll …`, `grid …`. */
export function findStray(text: string, commands: readonly CommandInfo[]): string | undefined {
  const words = withoutStart(text.trim())
  if (/^grid\s/i.test(text.trim())) return words
  const isNamed = /^\/\s*\p{L}/u.test(text.trim()) && findNamed(words, filterTypable(commands)) !== undefined
  return isNamed ? words : undefined
}

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
  const isLinkFirst = isPaperIn(/^\s*\S+/.exec(rest)?.[0] ?? '')
  return toTyped(other.name, { ...understood, needsForm: understood.needsForm || !isLinkFirst })
}

function toTyped(name: string, { args, left, needsForm }: Understood): Typed {
  if (!needsForm) return { run: name, args }
  return { form: name, args, ...(left !== '' && { left }) }
}

/** Whether a key is an option of any command. */
function switchTest(commands: readonly CommandInfo[]): (key: string) => boolean {
  const vocabularies = commands.map(vocabularyOf)
  return (key) => vocabularies.some(({ switches }) => switches.has(keyOf(key)))
}

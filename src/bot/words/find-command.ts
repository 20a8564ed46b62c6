import type { CommandInfo } from '../../chat/command-info.ts'
import { trimEndings } from '../../paper/link/trim-link.ts'
import { isNearMiss } from './near-miss.ts'
import { remembered } from './remembered.ts'
import { keyOf } from './vocabulary.ts'

/** A command with the words behind its name. */
export interface Named {
  readonly command: CommandInfo
  readonly rest: string
}

/** The command whose name, or another spelling of it, the text begins with: the longest one. */
export function findNamed(text: string, commands: readonly CommandInfo[]): Named | undefined {
  const names = commands.flatMap((command) => spellingsOf(command).map((one) => ({ command, ...one })))
  const fitting = names.flatMap(({ command, pattern, before, isAlone }) => {
    const match = pattern.exec(text)
    const rest = match === null ? '' : text.slice(match[0].length)
    if (match === null || (isAlone && rest.trim() !== '')) return []
    return [{ command, rest: before === '' ? rest : `${before} ${rest}`, length: match[0].length }]
  })
  return fitting.toSorted((a, b) => b.length - a.length)[0]
}

interface Spelling {
  readonly pattern: RegExp
  /** Its words besides the command. */
  readonly before: string
  readonly isAlone: boolean
}

const spellingsOf = remembered(({ name, naming = {} }: CommandInfo): readonly Spelling[] => {
  const { also = [], alsoAlone = [], alsoWith = {} } = naming
  return [
    ...[name, ...also].map((words) => ({ pattern: patternOf(words), before: '', isAlone: false })),
    ...alsoAlone.map((words) => ({ pattern: patternOf(words), before: '', isAlone: true })),
    ...Object.entries(alsoWith).map(([words, before]) => ({
      pattern: patternOf(words),
      before,
      isAlone: false,
    })),
  ]
})

/** A name at the start of a text, its words with a hyphen, a space or nothing between them. */
const patternOf = (name: string): RegExp =>
  new RegExp(`^${name.split(/[\s-]/).join('[\\s-]*')}(?:[?!.,:;？！。]*\\s+|[?!.,:;？！。]*$)`, 'iu')

/** More commands than these are no help. */
const maxChoices = 3
/** Words of sentences, which don't begin a command's name. */
const commonWords = new Set(
  'a an the of to in on at by my for and or with is are it so we me do no re be as he she you i'.split(' '),
)

/**
 * Suggestions for a text whose first word is the beginning of a command's name, or a misspelling; in
 * alphabetical order. Words of a group of commands, such as `skip`, get the group's name in front.
 *
 * @param hasPaper Whether a paper is linked behind it, so that more of a name must be written.
 */
export function findChoices(
  text: string,
  commands: readonly CommandInfo[],
  hasPaper: boolean,
): readonly string[] {
  const tops = commands.filter(({ name }) => !isInGroup(name, commands))
  const min = hasPaper ? 3 : 2
  const near = correct(
    text,
    tops.map(({ name }) => ({ typed: name, meant: name })),
    min,
  )
  if (near.length > 0) return near.length > maxChoices ? [] : near
  const grouped = commands
    .filter(({ name }) => isInGroup(name, commands))
    .map(({ name }) => ({ typed: name.slice(name.indexOf(' ') + 1), meant: name }))
  const exact = grouped.flatMap(({ typed, meant }) => {
    const match = patternOf(typed).exec(text)
    return match === null ? [] : [`${meant} ${text.slice(match[0].length)}`.trim()]
  })
  return exact.length > 0
    ? exact
    : fewOf(
        correct(
          text,
          grouped.filter(({ typed }) => typed.length > 4),
          5,
        ),
      )
}

/** The same among the commands of a group. @param rest The words behind the group's name. */
export function findInGroup(
  group: string,
  rest: string,
  commands: readonly CommandInfo[],
  hasPaper: boolean,
): readonly string[] {
  const names = commands.filter(({ name }) => name.startsWith(`${group} `))
  const spellings = names.map(({ name }) => ({ typed: name.slice(group.length + 1), meant: name }))
  return fewOf(correct(rest, spellings, hasPaper ? 3 : 2))
}

const fewOf = (choices: readonly string[]): readonly string[] => (choices.length > maxChoices ? [] : choices)

/** Whether a name begins with another one, without options of its own: `reading skip` */
const isInGroup = (name: string, commands: readonly CommandInfo[]): boolean =>
  commands.some(({ name: group, naming }) => naming?.otherwise !== undefined && name.startsWith(`${group} `))

interface Correction {
  readonly typed: string
  readonly meant: string
}

/** The texts with the first word corrected. @param min The fewest letters of a beginning. */
function correct(text: string, names: readonly Correction[], min: number): readonly string[] {
  const longest = Math.max(1, ...names.map(({ typed }) => lengthOf(typed)))
  const words: RegExpExecArray[] = []
  for (const word of text.matchAll(/\S+/g)) if (words.push(word) === longest) break
  const beginnings = words.map(({ 0: word, index }, at) => ({
    key: trimEndings(keyOf(words.slice(0, at + 1).join('')), /[?!.,:;]+$/),
    end: index + word.length,
  }))
  const found = names.flatMap(({ typed, meant }) => {
    const beginning = [lengthOf(typed), 1]
      .flatMap((count) => beginnings[count - 1] ?? [])
      .find(({ key }) => isMeant(key, keyOf(typed), min))
    if (beginning === undefined) return []
    return [`${meant} ${text.slice(beginning.end)}`.trim().replaceAll(/^(\S+(?: \S+)?)\s+/g, '$1 ')]
  })
  return [...new Set(found)].toSorted()
}

/** In words. */
const lengthOf = (name: string): number => name.split(/[\s-]/).length

function isMeant(key: string, name: string, min: number): boolean {
  if (commonWords.has(key)) return false
  return (key.length >= min && name.startsWith(key)) || isNearMiss(key, name)
}

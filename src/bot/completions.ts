import type { Caller } from '../chat/caller.ts'
import { wordFor } from '../chat/option.ts'
import type { Bot } from './bot.ts'
import type { Command } from './command.ts'
import { filterTypable } from './words/vocabulary.ts'

/** One continuation of the text typed so far. */
export interface Completion {
  /** The whole text, completed. */
  readonly insert: string
  readonly label: string
  readonly help: string
}

/** Continuations of the text typed so far: commands, values of an option, or options. */
export async function findCompletions(
  typed: string,
  bot: Pick<Bot, 'commands' | 'commandsOffered' | 'suggest'>,
  caller: Caller,
): Promise<readonly Completion[]> {
  const start = typed.replace(/^\s+/, '')
  const offered = new Map((await bot.commandsOffered(caller)).map(({ name, hints }) => [name, hints]))
  const typable = filterTypable(bot.commands).flatMap((command) => {
    const hints = offered.get(command.name)
    return hints === undefined ? [] : [{ ...command, hints }]
  })
  const names = typable
    .filter(({ name }) => name.startsWith(start.toLowerCase()))
    .map(({ name, summary, hints }) => ({
      insert: Object.keys(hints).length > 0 ? `${name} ` : name,
      label: name,
      help: summary,
    }))
  const [command] = typable
    .filter(({ name }) => start.startsWith(`${name} `))
    .toSorted((a, b) => b.name.length - a.name.length)
  if (command === undefined) return names
  return [...names, ...(await findValues(start, command, bot, caller)), ...findOptions(start, command)]
}

async function findValues(start: string, command: Command, bot: Pick<Bot, 'suggest'>, caller: Caller) {
  const option = firstTextOf(command.hints)
  if (option === undefined || command.suggest?.[option] === undefined) return []
  const typed = start.slice(command.name.length + 1)
  const call = { command: command.name, args: {} }
  const found = await bot.suggest(call, option, typed.trimStart(), caller)
  return found.map(({ label, value }) => ({ insert: `${command.name} ${value} `, label, help: '' }))
}

function findOptions(start: string, { hints }: Command): readonly Completion[] {
  const unnamed = firstTextOf(hints)
  const last = /\S*$/.exec(start)?.[0] ?? ''
  const before = start.slice(0, start.length - last.length)
  return Object.entries(hints)
    .filter(([name]) => name !== unnamed)
    .flatMap(([name, hint]) =>
      wordFor(name, hint)
        .split('|')
        .map((word) => ({ word, hint })),
    )
    .filter(({ word }) => word.startsWith(last) && word !== last && !before.includes(` ${word}`))
    .map(({ word, hint }) => ({
      insert: `${before}${word}${word.endsWith(':') ? '' : ' '}`,
      label: word,
      help: hint.label,
    }))
}

/** The option that words without a name become. */
const firstTextOf = (hints: Command['hints']): string | undefined =>
  Object.keys(hints).find((name) => hints[name]?.typing?.isFirst === true)

import type { CommandInfo } from '../chat/command-info.ts'

/** The aims of people, with the commands for it in the order in which they are shown. */
const groups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  { title: 'Ask the group about a paper', names: ['poll', 'results', 'edit', 'remind'] },
  {
    title: 'End a round and go on',
    names: ['close', 'reveal', 'revote', 'reopen', 'seal', 'delete', 'remove-reason'],
  },
  { title: 'Understand the grid', names: ['explain'] },
  {
    title: 'Read together every week',
    names: [
      ...['reading', 'reading add', 'reading list', 'reading next', 'reading schedule', 'reading skip'],
      ...['reading pause', 'reading resume', 'reading facilitators', 'reading history', 'reading ask'],
      ...['reading questions', 'reading sheet', 'reading calendar', 'reading attach', 'reading recap'],
      ...['reading missed', 'reading order', 'reading remove'],
    ],
  },
  {
    title: 'Look back',
    names: ['atlas', 'paper', 'find', 'contested', 'agreement', 'export', 'import', 'links'],
  },
  { title: 'This channel, and you', names: ['settings', 'my-data', 'forget-me', 'help'] },
]

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly CommandInfo[]
}

/** The commands that can be typed, by what they are for. One in no group comes with that of its first word, or last. */
export function groupCommands(commands: readonly CommandInfo[]): readonly CommandGroup[] {
  const typed = commands.filter(({ examples }) => examples.length > 0)
  return groups
    .map(({ title, names }) => ({
      title,
      commands: typed
        .filter((command) => groupOf(command).title === title)
        .toSorted((a, b) => rankIn(names, a) - rankIn(names, b)),
    }))
    .filter((group) => group.commands.length > 0)
}

function groupOf({ name }: CommandInfo) {
  const [first = name] = name.split(' ')
  const found =
    groups.find(({ names }) => names.includes(name)) ?? groups.find(({ names }) => names.includes(first))
  return found ?? groups[groups.length - 1] ?? { title: '', names: [] }
}

const rankIn = (names: readonly string[], { name }: CommandInfo): number => {
  const rank = names.indexOf(name)
  const own = rank < 0 ? names.indexOf(name.split(' ')[0] ?? name) + 0.5 : rank
  return rank < 0 && own < 0 ? names.length : own
}

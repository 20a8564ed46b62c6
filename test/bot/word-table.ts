import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CommandInfo, Naming } from '../../src/chat/command-info.ts'
import type { Hint, Typing } from '../../src/chat/option.ts'

/**
 * The table of typed words, copied from what the readers of this project were designed by; written by hand. `vocabulary`
 * lists the commands and options that the rows use, also of commands that are yet to come.
 */
const Args = z.record(z.string(), z.string())
const Row = z.object({
  text: z.string(),
  expect: z.union([
    z.strictObject({ run: z.string(), args: Args }),
    z.strictObject({ form: z.string(), args: Args, left: z.string().optional() }),
    z.strictObject({ choose: z.array(z.string()) }),
    z.strictObject({ none: z.literal(true) }),
  ]),
  must: z.boolean().optional(),
})
type Row = z.infer<typeof Row>
const Rows = z.array(Row)

/** The rows of a table in the same shape. */
export const readRows = (json: string): readonly Row[] =>
  z.object({ rows: Rows }).parse(JSON.parse(json)).rows

/** The command that a row is about, or what else is expected of it. */
export function kindOf(expected: Row['expect']): string {
  if ('run' in expected) return expected.run
  if ('form' in expected) return `${expected.form}…`
  return 'choose' in expected ? 'did you mean' : 'not for the bot'
}

const kinds = [
  ...(['paper', 'flag', 'choice', 'time', 'dates', 'rule', 'people', 'parts', 'places'] as const),
  ...(['note', 'text', 'link', 'number', 'topic'] as const),
] as const

const Entry = z.strictObject({
  kind: z.enum(kinds),
  first: z.literal(true).optional(),
  also: z.array(z.string()).optional(),
  values: z.record(z.string(), z.array(z.string())).optional(),
  onlyWithName: z.literal(true).optional(),
})
export type Entry = z.infer<typeof Entry>

const table = z
  .object({
    vocabulary: z.record(z.string(), z.record(z.string(), Entry)),
    spellings: z.record(z.string(), z.string()),
    rows: Rows,
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'words.json'), 'utf8')))

export const { rows, vocabulary, spellings } = table

/** What the rows need and the block of the vocabulary doesn't say, by command and option. */
const required: Readonly<Record<string, readonly string[]>> = {
  poll: ['paper'],
  paper: ['paper'],
  find: ['words'],
  'reading add': ['paper'],
  'reading remove': ['paper'],
  'reading ask': ['question'],
  'reading attach': ['link'],
  'reading order': ['paper', 'position'],
}
const more: Readonly<Record<string, Typing>> = {
  'poll blind': { morePrivate: 'yes' },
  'poll visibility': { morePrivate: 'anonymous' },
  'poll live': { morePrivate: 'no', contradicts: 'blind' },
  'revote blind': { morePrivate: 'yes' },
  'settings visibility': { morePrivate: 'anonymous' },
  'settings blind': { morePrivate: 'yes' },
  'remind people': { isEveryoneByDefault: true },
  'reading facilitators add': { takesMentions: true },
  'reading add why': { takesRest: true },
}
const namings: Readonly<Record<string, Naming>> = {
  edit: { opensForm: 'always' },
  import: { opensForm: 'always' },
  settings: { opensForm: 'filled' },
  reading: { otherwise: { paper: 'reading add', words: 'reading schedule' } },
  'reading list': { alsoWith: { 'reading vote': 'vote' } },
}

const greetings = ['hi', 'hello', 'commands']

const hintKinds: Partial<Record<Entry['kind'], Hint['kind']>> = {
  flag: 'flag',
  choice: 'choice',
  people: 'people',
  note: 'long-text',
}

function hintFor(command: string, option: string, entry: Entry): Hint {
  const { kind, first, also, values, onlyWithName } = entry
  return {
    kind: hintKinds[kind] ?? 'text',
    label: option,
    required: required[command]?.includes(option) ?? false,
    ...(kind === 'choice' && {
      values: Object.fromEntries(Object.keys(values ?? {}).map((value) => [value, value])),
    }),
    typing: {
      as: kind,
      ...(first && { isFirst: true }),
      ...(also && { also }),
      ...(values && { spellings: values }),
      ...(onlyWithName && { onlyWithName: true }),
      ...more[`${command} ${option}`],
    },
  }
}

/** Every command of the vocabulary. */
export const listedCommands: readonly CommandInfo[] = Object.entries(vocabulary).map(([name, options]) => {
  const also = Object.keys(spellings).filter((one) => spellings[one] === name)
  return {
    name,
    summary: name,
    examples: [name],
    hints: Object.fromEntries(
      Object.entries(options).map(([option, entry]) => [option, hintFor(name, option, entry)]),
    ),
    naming: {
      ...namings[name],
      also: also.filter((one) => !greetings.includes(one)),
      alsoAlone: also.filter((one) => greetings.includes(one)),
    },
  }
})

/** What the table has, and the product doesn't yet. */
export const waiting: Readonly<Record<'commands' | 'options' | 'rows', readonly string[]>> = {
  commands: [
    'reading ask',
    'reading questions',
    'reading attach',
    'reading order',
    'reading missed',
    'reading recap',
  ],
  options: [
    'reading schedule questions',
    'reading schedule roles',
    'reading schedule order',
    'reading history as',
    'export format',
  ],
  rows: [
    'export 2312.06942 md',
    'reading ask Is the red-teaming the contribution?',
    'reading ask',
    'reading questions',
    'reading attach https://example.org/rec as:recording',
    'reading attach https://example.org/s.pdf slides 2 Dec',
    'reading attach',
    'reading order 2312.06942 1',
    'reading order 2312.06942',
    'reading missed on',
    'reading missed',
    'reading recap as:forum',
    'reading recap 2 Dec as github links:yes',
    'reading recap',
    'reading history recap as:notion',
    'reading schedule wed 17:00 questions:anonymous',
    'reading schedule order:list',
    'recap',
  ],
}

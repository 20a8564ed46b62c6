import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { loadCommands } from '../../commands/index.ts'
import { parseWords } from '../../src/bot/parse-words.ts'
import { keyOf } from '../../src/bot/words/vocabulary.ts'
import type { Typing } from '../../src/chat/option.ts'
import { repeats } from '../repeats.ts'
import { tryMixes } from './typed-mixes.ts'
import {
  type Entry,
  kindOf,
  listedCommands,
  readRows,
  rows,
  spellings,
  vocabulary,
  waiting,
} from './word-table.ts'

const commands = await loadCommands()
const moreRows = readRows(readFileSync(join(import.meta.dirname, 'more-words.json'), 'utf8'))

/** By command: how many rows are read as expected, and how many there are. */
const score = new Map<string, { right: number; all: number }>()

describe('every row of the table', () => {
  afterAll(() => {
    const lines = [...score].toSorted(([a], [b]) => a.localeCompare(b))
    console.info(lines.map(([kind, { right, all }]) => `${kind}: ${right} of ${all}`).join('\n'))
  })

  test.each(rows)('“$text”', ({ text, expect: expected }) => {
    const kind = kindOf(expected)
    const one = score.get(kind) ?? { right: 0, all: 0 }
    score.set(kind, { ...one, all: one.all + 1 })
    expect(parseWords(text, listedCommands)).toEqual(expected)
    score.set(kind, { right: one.right + 1, all: one.all + 1 })
  })
})

test.each(moreRows)('“$text”, beside the table', ({ text, expect: expected }) => {
  expect(parseWords(text, listedCommands)).toEqual(expected)
})

describe('with the commands that there are', () => {
  const isWaiting = ({ text }: { text: string }) => waiting.rows.includes(text)

  test.each(rows.filter((row) => !isWaiting(row)))('“$text”', ({ text, expect: expected }) => {
    expect(parseWords(text, commands)).toEqual(expected)
  })

  test.each(rows.filter(isWaiting))('“$text” still waits', ({ text, expect: expected }) => {
    expect(parseWords(text, commands)).not.toEqual(expected)
  })
})

describe('what the commands declare', () => {
  const declared = Object.entries(vocabulary)
    .filter(([name]) => !waiting.commands.includes(name))
    .flatMap(([name, options]) =>
      Object.entries(options).map(([option, entry]) => [`${name} ${option}`, name, option, entry] as const),
    )
    .filter(([key]) => !waiting.options.includes(key))

  test.each(declared)('of %s', (_, name, option, entry) => {
    const hint = commands.find((command) => command.name === name)?.hints[option]
    const { isHidden, ...typing } = hint?.typing ?? {}
    expect(isHidden).toBeUndefined()
    expect({ kind: typing.as ?? defaultKinds[hint?.kind ?? 'text'], ...plain(typing) }).toMatchObject(
      expectedOf(entry),
    )
    const values = Object.keys({ ...hint?.values, ...typing.spellings })
    expect(values).toEqual(expect.arrayContaining(Object.keys(entry.values ?? {})))
  })

  test.each([...waiting.commands])('%s is not there yet', (name) => {
    expect(commands.map((command) => command.name)).not.toContain(name)
  })

  const named = Object.entries(spellings).filter(([, name]) => !waiting.commands.includes(name))
  test.each(named)('“%s” is %s', (spelling, name) => {
    const { naming = {} } = commands.find((command) => command.name === name) ?? {}
    const known = [name, ...(naming.also ?? []), ...(naming.alsoAlone ?? [])].map(keyOf)
    expect(known).toContain(keyOf(spelling))
  })
})

const defaultKinds = {
  text: 'text',
  'long-text': 'note',
  choice: 'choice',
  flag: 'flag',
  people: 'people',
  file: 'text',
} as const

const plain = ({ isFirst, onlyWithName, also = [], spellings = {} }: Typing) => ({
  first: isFirst,
  onlyWithName,
  also: also.toSorted(),
  spellings,
})

const expectedOf = ({ kind, first, onlyWithName, also = [], values = {} }: Entry) => ({
  kind,
  first,
  onlyWithName,
  also: expect.arrayContaining(also),
  spellings: Object.fromEntries(
    Object.entries(values)
      .filter(([, others]) => others.length > 0)
      .map(([value, others]) => [value, expect.arrayContaining(others)]),
  ),
})

test('of words mixed at random, none is lost, and no poll opens with less privacy or another end', () => {
  const { faults, slowest } = tryMixes(1, repeats(1000, 4000))
  console.info(`the slowest text took ${slowest.ms.toFixed(1)} ms: ${JSON.stringify(slowest.text)}`)
  expect(faults).toEqual([])
})

test.each(['“', '[', 'closes:', 'closes ', "'a ", 'blind,', '/', 'can you ', 'not ', '1906.01820,', '😀'])(
  'a very long text of “%s” is read to its end',
  (piece) => {
    for (const head of ['', 'poll ', 'close ', 'reading schedule ', 'reading '])
      expect(() => parseWords(head + piece.repeat(20_000 / piece.length), listedCommands)).not.toThrow()
  },
)

// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ApplicationCommandOptionType } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loadCommands } from '../../commands/index.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Running } from '../running.ts'
import stored from './commands.json' with { type: 'json' }
import { type Connected, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const Option = z.object({
  name: z.string(),
  type: z.number(),
  autocomplete: z.boolean().optional(),
  required: z.boolean().optional(),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  channel_types: z.array(z.number()).optional(),
  get options() {
    return z.array(Option).optional()
  },
})
type Option = z.infer<typeof Option>
const Registered = z.array(Option.extend({ type: z.number().default(1) }))

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType
const isNested = ({ type }: Option): boolean => type === Subcommand || type === SubcommandGroup

/** Each option that a person can type, by the words in front of it: `grid reading add`. */
function* optionsIn(command: Option, path: readonly string[] = []): Iterable<readonly [string, Option]> {
  const here = [...path, command.name]
  for (const option of command.options ?? [])
    if (isNested(option)) yield* optionsIn(option, here)
    else yield [here.join(' '), option]
}

const typeNames: Readonly<Record<number, string>> = {
  3: 'string',
  5: 'boolean',
  6: 'user',
  7: 'channel',
  9: 'mentionable',
}

/** An option in one line: `closes string autocomplete`. */
function lineOf({ name, type, required, autocomplete, choices, channel_types }: Option): string {
  return [
    name,
    typeNames[type] ?? type,
    ...(required === true ? ['required'] : []),
    ...(autocomplete === true ? ['autocomplete'] : []),
    ...(choices ? [choices.map(({ value }) => value).join('|')] : []),
    ...(channel_types ? [`in ${channel_types.join(',')}`] : []),
  ].join(' ')
}

describe('the commands that are registered', () => {
  let table: Connected<Running>
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  let commands: z.infer<typeof Registered>

  /** A server that has a poll, and a group with sessions, of which one has begun, and a season. */
  beforeAll(async () => {
    table = await connectedInProcess({}, clock)
    const { people, ada, rest } = table.discord
    const story = storyOf(table)
    await people.answered(people.slash(ada, 'poll', { paper: 'A paper that was polled' }))
    await people.answered(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }))
    await people.answered(people.press(ada, 'Confirm', story.note(ada)))
    // The first one is read next.
    for (const paper of ['A paper on the list', 'Another on the list'])
      await people.answered(people.slash(ada, 'reading add', { paper }))
    // Until its session is prepared.
    while (!(await story.told(people.slash(ada, 'reading next', { do: 'open' }))).includes('Done'))
      clock.advance(1000)
    commands = Registered.parse(rest.commands)
  })
  afterAll(async () => {
    await table[Symbol.asyncDispose]()
    expect(table.discord.violations).toEqual([])
  })

  test('are those of the stored list, with the types of their options', () => {
    const lines = commands.map((command) => {
      const byPath = Map.groupBy(optionsIn(command), ([path]) => path)
      return [
        command.name,
        Object.fromEntries([...byPath].map(([path, all]) => [path, all.map(([, one]) => lineOf(one))])),
      ]
    })
    expect(Object.fromEntries(lines)).toEqual(stored)
  })

  test('can be used in servers and with the bot alone; /explain wherever people are', () => {
    expect(table.discord.rest.commands).toMatchObject([
      { name: 'grid', integration_types: [0], contexts: [0, 1] },
      { name: 'Place this paper', integration_types: [0], contexts: [0, 1] },
      { name: 'explain', integration_types: [0, 1], contexts: [0, 1, 2] },
    ])
    expect(JSON.stringify(table.discord.rest.commands)).not.toContain('localizations')
  })

  test('have no option that only controls use, and no command without examples', async () => {
    const internal = ['sure', 'undo', 'again', 'take', 'session', 'meant', 'left', 'faults', 'second']
    const all = commands.flatMap((command) => [...optionsIn(command)])
    expect(all.filter(([, { name }]) => internal.includes(name))).toEqual([])
    const pressed = (await loadCommands()).filter(({ examples }) => examples.length === 0)
    const typed = new Set(all.map(([path]) => path.replace(/^grid /, '')))
    expect(pressed.filter(({ name }) => typed.has(name))).toEqual([])
  })

  test('have at most 25 options, subcommands and groups a level', () => {
    for (const command of commands) {
      expect(command.options?.length ?? 0).toBeLessThanOrEqual(25)
      for (const group of command.options ?? []) expect(group.options?.length ?? 0).toBeLessThanOrEqual(25)
    }
  })

  test('offer something before anything is typed, wherever they offer anything', async () => {
    const { people, ada } = table.discord
    const asked = [
      ...optionsIn(commands.find(({ name }) => name === 'grid') ?? { name: '', type: 1 }),
    ].filter(([, { autocomplete }]) => autocomplete === true)
    expect(asked.length).toBeGreaterThan(20)
    for (const [path, { name }] of asked) {
      // More than a few a second are not looked for.
      clock.advance(1000)
      const offered = await people.suggest(ada, path.replace(/^grid /, ''), name, '')
      expect(offered, `${path} ${name}`).not.toEqual([])
      expect(offered.length, `${path} ${name}`).toBeLessThanOrEqual(25)
    }
  })

  test('offer groups of this channel first, seasons newest first, and rules as they are read', async () => {
    const { people, ada } = table.discord
    const suggest = async (name: string, option: string, typed: string) => {
      clock.advance(1000)
      return (await people.suggest(ada, name, option, typed)).map(({ name }) => name)
    }
    expect(await suggest('reading list', 'group', '')).toEqual(['Reading group'])
    expect(await suggest('reading history', 'season', '')).toEqual(['Season 1'])
    expect(await suggest('reading schedule', 'rule', '')).toEqual([
      'Every Wednesday at 17:00 (UTC)',
      'Every Wednesday at 17:00',
      'Every 2 weeks on Wednesday at 17:00',
      'First Thursday of the month at 18:00',
    ])
    expect(await suggest('reading schedule', 'rule', 'biweekly mon 9:30')).toEqual([
      'Every 2 weeks on Monday at 09:30 (UTC)',
    ])
    expect(await suggest('reading schedule', 'rule', 'whenever')).toHaveLength(4)
  })
})

import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { SpaceId } from '../../src/chat/caller.ts'
import { Poll } from '../../src/poll/poll.ts'
import { Group } from '../../src/reading/group.ts'
import { backUp, restore } from '../moving/tools.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { everywhere, markers } from './everywhere.ts'

/** What only adapters, accidents and later versions leave. */
const elsewhere = [
  ...[
    'discord-call',
    'discord-form',
    'discord-post',
    'slack-install',
    'slack-conversation/T1',
    'slack-post/T1',
  ],
  ...[
    'web-person',
    'web-message/general',
    'web-session',
    'web-channel',
    'quarantine',
    'paper',
    'of-tomorrow',
  ],
  ...['poll/p_aaaaaaaaaa', 'settings/table:other', 'ballot/p_aaaaaaaaaa/1', 'group/table:other'],
]

function plant(file: string): void {
  const db = new DatabaseSync(file)
  const put = db.prepare('insert into record (ns, k, v) values (?, ?, ?)')
  for (const collection of elsewhere) put.run(collection, 'Zq7name', '{"value":{"v":1,"text":"Zq7words"}}')
  db.close()
}

function recordsOf<Value>(file: string, kind: string, schema: z.ZodType<Value>): readonly Value[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare('select v from record where ns like ? order by ns, k').all(`${kind}/%`)
  db.close()
  return rows.flatMap(({ v }) => {
    const read = schema.safeParse(JSON.parse(String(v)).value)
    return read.success ? [read.data] : []
  })
}

/** The numbers of ballots by the round. */
function ballotsIn(file: string): Readonly<Record<string, number>> {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare("select ns, count(*) as n from record where ns like 'ballot/%' group by ns").all()
  db.close()
  return Object.fromEntries(rows.map(({ ns, n }) => [String(ns), Number(n)]))
}

/** What can be read of a poll without names. */
const figuresOf = (text: string) =>
  text.match(/\d+ (?:votes?|of (?:the )?\d+|people|person|voted|who voted|says?)\b[^.·\n]*\./g)

test('a redacted copy holds nothing of a person, and counts as the original does', async () => {
  await using chat = await everywhere()
  await using directory = await temporaryDirectory()
  const [file, copy] = [join(directory.path, 'redacted.jsonl.zst'), join(directory.path, 'redacted.db')]
  const before = ballotsIn(chat.file)
  plant(chat.file)
  const { code, out } = await backUp(`sqlite:${chat.file}`, file, '--redacted')
  expect(code).toBe(0)
  expect(out).toContain('Every tally matches its votes.')
  expect(out).toContain('without names, words, tokens and messages')
  expect(out).toContain('Keep it until 2026-12-29')

  const restored = await restore(`sqlite:${copy}`, file)
  expect(restored.out).toContain('look at it, but don’t start a bot with it')
  const rows = rowsOf(copy)
  expect(rows.filter((row) => row.match(markers))).toEqual([])
  // Nor anybody else's name, id, or place.
  expect(rows.filter((row) => /table:(?:ben|ada|cleo|round)|"Ben"|"Ada"|"main"/.test(row))).toEqual([])
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect(new Set(rows.map((row) => row.split(/[ /]/, 1)[0]))).toEqual(
    new Set([
      'ballot',
      'group',
      'group-poll',
      'group-spaces',
      'keyed',
      'poll',
      'polls',
      'published',
      'restored',
      'session',
      'spaces',
      'upgrades',
    ]),
  )

  expect(ballotsIn(copy)).toEqual(before)
  const tallies = (file: string) =>
    recordsOf(file, 'poll', Poll).map(({ id, visibility, rounds }) => ({
      id,
      visibility,
      tallies: rounds.map(({ tally }) => tally),
    }))
  expect(tallies(copy)).toEqual(tallies(chat.file))
  const listed = (file: string) =>
    recordsOf(file, 'group', Group).map(({ entries, sessions }) => [
      entries.map(({ votes }) => votes.length),
      sessions.map(({ coming }) => coming.length),
    ])
  expect(listed(copy)).toEqual(listed(chat.file))

  // It opens, and shows the same.
  await using again = await startTestBot({ database: copy, at: '2026-11-29T12:00:00Z' })
  const poll = recordsOf(copy, 'poll', Poll).find(({ id }) => id === chat.polls.own)
  const { channel = '', space = '' } = poll?.place ?? {}
  const reader = again.as('Reader', 'member', { channel, space: SpaceId.parse(space) })
  const ask = { command: 'results', args: { paper: chat.polls.own } }
  const [shown, original] = [wordsOf(await reader.ask(ask)), wordsOf(await chat.ada.ask(ask))]
  expect(figuresOf(shown)).toEqual(figuresOf(original))
  expect(figuresOf(shown)?.length).toBeGreaterThan(3)
})

test('a whole backup says until when it should be kept, holds no keys, and nothing is overwritten', async () => {
  await using chat = await everywhere()
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'whole.jsonl')
  const { out } = await backUp(`sqlite:${chat.file}`, file)
  expect(out).toContain('Keep it until 2026-12-29')
  expect(out).toContain('The keys of anonymous polls are not in it')
  const text = await readFile(file, 'utf8')
  expect(text).toContain('"keepUntil":"2026-12-29T12:00:00.000Z","redacted":false')
  const keys = Object.values<string>(
    JSON.parse(await readFile(chat.file.replace('.db', '.keys'), 'utf8')).keys,
  )
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.filter((key) => text.includes(key))).toEqual([])
  expect(await backUp(`sqlite:${chat.file}`, file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('already exists'),
  })
  const missing = await backUp(
    `sqlite:${join(directory.path, 'nothing.db')}`,
    join(directory.path, 'other.jsonl'),
  )
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('There is no database') })
  expect(await backUp(`sqlite:${chat.file}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Usage: npm run backup'),
  })
})

import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AudienceId } from '../../src/chat/audience.ts'
import type { AudiencePort } from '../../src/chat/port.ts'
import { Ballot } from '../../src/poll/ballot.ts'
import { Poll } from '../../src/poll/poll.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** A database of before keys were kept outside it, with two anonymous polls: one open, one that was closed then. */
const before = join(import.meta.dirname, 'records', 'before-the-move.db')
const openId = 'p_tv6je1qq7s'
const closedId = 'p_3wscdndxb4'
const closedAt = 1_796_479_200_000
const day = 24 * 3_600_000

async function upgraded(at: number, audiences?: AudiencePort) {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'x.db')
  await copyFile(before, database)
  const heads = headsOf(database)
  const table = await startTestBot({
    database,
    at: new Date(at).toISOString(),
    ...(audiences && { audiences }),
  })
  return {
    database,
    before: heads,
    table,
    keys: async () =>
      Object.keys(
        z
          .object({ keys: z.record(z.string(), z.string()) })
          .parse(JSON.parse(await readFile(join(directory.path, 'x.keys'), 'utf8'))).keys,
      ),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

function rows(database: string, kind: string): readonly { ns: string; k: string; value: unknown }[] {
  const db = new DatabaseSync(database, { readOnly: true })
  const found = db.prepare('select ns, k, v from record where ns like ?').all(`${kind}/%`)
  db.close()
  return found.map(({ ns, k, v }) => ({ ns: String(ns), k: String(k), value: JSON.parse(String(v)).value }))
}

const headsOf = (database: string) => rows(database, 'poll').map(({ value }) => Poll.parse(value))

const ballotsOf = (database: string, poll: string) =>
  rows(database, 'ballot')
    .filter(({ ns }) => ns.startsWith(`ballot/${poll}/`))
    .map(({ k, value }) => ({ voter: k, ballot: Ballot.parse(value) }))

describe('a database in which polls had their own keys', () => {
  test('has none any more: they are in the key file, of anonymous polls alone', async () => {
    await using bot = await upgraded(closedAt + day)
    expect(bot.before.filter(({ secret }) => secret !== undefined)).toHaveLength(bot.before.length)
    expect(headsOf(bot.database).filter(({ secret }) => secret !== undefined)).toEqual([])
    expect((await bot.keys()).toSorted()).toEqual([closedId, openId].toSorted())
    const file = await readFile(bot.database)
    for (const { secret } of bot.before) expect(file.includes(secret ?? 'none')).toBe(false)
  })

  test('finds ballots with names by their people, and keeps their counts', async () => {
    await using bot = await upgraded(closedAt + day)
    for (const head of headsOf(bot.database).filter(({ visibility }) => visibility === 'names'))
      for (const { voter, ballot } of ballotsOf(bot.database, head.id)) expect(voter).toBe(ballot.person?.id)
    const countsOf = (polls: readonly Poll[]) =>
      polls.map(({ id, rounds }) => [id, rounds.map(({ tally }) => tally)])
    expect(countsOf(headsOf(bot.database))).toEqual(countsOf(bot.before))
  })

  test('has no times beside anonymous ballots, and their voters can change them', async () => {
    await using bot = await upgraded(closedAt - day)
    const stored = ballotsOf(bot.database, openId)
    expect(stored).toHaveLength(2)
    for (const { ballot } of stored) expect(ballot).not.toHaveProperty('castAt')
    const vote = { command: 'vote', args: { poll: openId, answer: '0' } }
    for (const name of ['Ben', 'Dora', 'Ada', 'Cleo', 'Eve']) await bot.table.as(name).ask(vote)
    const voters = new Set(ballotsOf(bot.database, openId).map(({ voter }) => voter))
    expect(voters).toHaveLength(5)
    for (const { voter } of stored) expect(voters).toContain(voter)
  })

  test('is sealed where the last close was long ago', async () => {
    await using bot = await upgraded(closedAt + 15 * day)
    expect(await bot.keys()).toEqual([openId])
    expect(headsOf(bot.database).find(({ id }) => id === closedId)?.sealedAt).toBeDefined()
    expect(ballotsOf(bot.database, closedId)).toEqual([])
  })

  test('is brought up to date once, and the rest after a crash in between', async () => {
    await using bot = await upgraded(closedAt + day)
    await bot.table.leave()
    const heads = headsOf(bot.database)
    {
      await using again = await startTestBot({ database: bot.database })
      expect(headsOf(bot.database)).toEqual(heads)
      expect(again.logged).toEqual([])
    }
    const [first] = bot.before
    if (first === undefined) throw new Error('There is no poll')
    const db = new DatabaseSync(bot.database)
    db.prepare("update record set v = ? where ns = ? and k = 'head'").run(
      JSON.stringify({ value: first }),
      `poll/${first.id}`,
    )
    db.prepare("delete from record where ns = 'upgrades'").run()
    db.close()
    await using cut = await startTestBot({ database: bot.database })
    expect(headsOf(bot.database).filter(({ secret }) => secret !== undefined)).toEqual([])
    const answer = await cut.as('Ada').ask({ command: 'export', args: { paper: openId } })
    expect(wordsOf(answer)).toContain('"visibility": "anonymous"')
  })

  test('is rewritten at the next start when a crash came between the last poll and the rewriting', async () => {
    await using bot = await upgraded(closedAt + day)
    await bot.table.leave()
    const removed = 'a key that was only removed'
    const db = new DatabaseSync(bot.database)
    db.exec('pragma secure_delete = off')
    db.prepare("delete from record where ns = 'upgrades'").run()
    db.prepare("insert into record (ns, k, v) values ('x', 'x', ?)").run(removed)
    db.prepare("delete from record where ns = 'x'").run()
    db.close()
    expect((await readFile(bot.database)).includes(removed)).toBe(true)
    await using _ = await startTestBot({ database: bot.database })
    expect((await readFile(bot.database)).includes(removed)).toBe(false)
  })
})

describe('polls and groups of before audiences', () => {
  const readers = AudienceId.parse('table:@readers')
  const audiences = {
    find: async (id: AudienceId) => ({ id, name: 'readers', size: 2 }),
    peopleIn: async () => undefined,
    requireNotifiable: async () => {},
  }

  test('count the people that they expect, and ask an audience from now on', async () => {
    await using bot = await upgraded(closedAt - day, audiences)
    const ada = bot.table.as('Ada', 'admin')
    const status = async (poll: string) =>
      wordsOf(await ada.ask({ command: 'results', args: { paper: poll } })).split('\n')[1]
    expect(await status('p_09s6fyrncs')).toBe('Open · 1 of 1 has voted')
    expect(await status('p_gvp9tbrzmg')).toBe('Open, votes hidden · 0 of 3 have voted')
    const poll = 'p_hj7d30jj9w'
    const edited = { poll, title: 'Open at the move', closes: 'never', expect: readers }
    await ada.ask({ command: 'amend', args: edited })
    expect(await status(poll)).toBe('Open · 2 votes · 0 of 2 in @readers have voted')
    const ben = bot.table.as('Ben', 'member', { audiences: [readers] })
    await ben.ask({ command: 'vote', args: { poll, answer: '0' } })
    expect(await status(poll)).toBe('Open · 2 votes · 1 of 2 in @readers has voted')
  })

  test('keep whom a group asks, and ask an audience from now on', async () => {
    await using bot = await upgraded(closedAt - day, audiences)
    const ada = bot.table.as('Ada', 'admin', { channel: 'theory' })
    expect(wordsOf(await ada.type('reading schedule'))).toContain('Who should vote: 2 people\n')
    await ada.type(`reading schedule expect:table:ada,${readers}`)
    expect(wordsOf(await ada.type('reading schedule'))).toContain('Who should vote: 1 person, @readers\n')
  })
})

import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { SpaceId } from '../../src/chat/caller.ts'
import { toPollLine } from '../../src/poll/audit-line.ts'
import { type Poll, PollId } from '../../src/poll/poll.ts'
import { createPollStore, type PollStore } from '../../src/poll/poll-store.ts'
import { openStore } from '../../src/store/store.ts'
import { cuttableStore } from '../endurance/cuttable-store.ts'
import { createKillSwitch } from '../endurance/kill-switch.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot } from '../test-bot.ts'
import { until } from '../until.ts'
import { expectedRowsOf, indexRowsOf } from './index-rows.ts'
import { expectedMemoryOf, memoryRowsOf } from './memory-rows.ts'
import { titleIn } from './suggested-title.ts'

const forever = new AbortController().signal

/** Polls in two spaces, of before there was an index. */
async function older() {
  const directory = await temporaryDirectory()
  const database = `${directory.path}/x.db`
  const polls: Poll[] = []
  {
    await using table = await startTestBot({ database })
    const places = [{}, { thread: 't1' }, { channel: 'other' }]
    let poll = ''
    for (const [i, title] of ['Reward hacking', 'Rewarding agents', 'Model organisms'].entries()) {
      table.clock.advance(1000)
      const opened = await table.as('Ada', 'member', places[i]).type(`poll ${title}`)
      poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(opened))?.[0] ?? ''
    }
    const [ada, ben] = ['Ada', 'Ben'].map((name) => table.as(name, 'member', { channel: 'other' }))
    await ada?.ask({
      command: 'cast',
      args: { poll, approach: '2', case: '2', why: 'Models and worst cases', crux: 'A better baseline' },
    })
    await ben?.ask({ command: 'cast', args: { poll, approach: '1', case: 'unsure', why: 'Not sure' } })
    await ada?.type('edit note:"Only the appendix"')
    await ada?.type('close')
  }
  const db = new DatabaseSync(database)
  for (const { v } of db.prepare("select v from record where k = 'head' and ns like 'poll/%'").all())
    polls.push(JSON.parse(String(v)).value)
  expect(polls).toHaveLength(3)
  db.exec(
    ['card/%', 'recent/%', 'word/%', 'line/%', 'said/%', 'placed/%', 'indexed']
      .map((kind) => `delete from record where ns like '${kind}';`)
      .join(''),
  )
  db.close()
  expect([...indexRowsOf(database), ...memoryRowsOf(database)]).toEqual([])
  const store = await openStore(`sqlite:${database}`)
  return {
    database,
    store,
    polls,
    async [Symbol.asyncDispose]() {
      await store.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** Every record that is made from polls is there, and no other. */
function expectWhole(database: string): void {
  expect(indexRowsOf(database)).toEqual(expectedRowsOf(database))
  expect(memoryRowsOf(database)).toEqual(expectedMemoryOf(database))
}

/** Everything that answers about many polls read of a space, as text. */
async function rememberedIn(polls: PollStore, space: SpaceId): Promise<string> {
  const open = new Set((await polls.listOpen(space)).map(({ id }) => id))
  const stored = (await polls.readLines(space)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const lines = await polls.withOpenRounds(stored, open)
  const read = [lines, [...(await polls.readTexts(lines))], [...(await polls.readPlaced(lines))]]
  return JSON.stringify(read)
}

const titlesOf = (found: readonly { readonly title: string }[]) => found.map(({ title }) => title)

describe('polls from before the index', () => {
  test('are found by many polls’ answers also where an earlier version has put them into its index', async () => {
    await using old = await older()
    const polls = createPollStore(old.store)
    await polls.indexing.findBehind()
    await polls.indexing.indexOlder(forever)
    const db = new DatabaseSync(old.database)
    db.exec(
      ['line/%', 'said/%', 'placed/%'].map((kind) => `delete from record where ns like '${kind}';`).join(''),
    )
    db.exec(`update record set v = '{"value":true}' where ns = 'indexed'`)
    db.close()
    const next = createPollStore(old.store)
    await next.indexing.findBehind()
    const [, , third] = old.polls as [Poll, Poll, Poll]
    // What is changed meanwhile gets all its records later, at once.
    await next.change(third.id, third.place.space, (poll) => ({
      ...poll,
      note: 'Only the start',
      revision: poll.revision + 1,
    }))
    expect(memoryRowsOf(old.database)).toEqual([])
    expect(await next.indexing.indexOlder(forever)).toBe(3)
    expectWhole(old.database)
  })

  test('get the texts that an earlier version did not search', async () => {
    await using old = await older()
    const polls = createPollStore(old.store)
    await polls.indexing.findBehind()
    await polls.indexing.indexOlder(forever)
    const db = new DatabaseSync(old.database)
    const said = db.prepare("select ns, k, v from record where ns like 'said/%'").get() ?? {}
    const record = JSON.parse(String(said.v))
    const texts = record.value.texts.filter(({ kind }: { kind: string }) => kind !== 'crux')
    expect(texts).toHaveLength(record.value.texts.length - 1)
    db.prepare('update record set v = ? where ns = ? and k = ?').run(
      JSON.stringify({ ...record, value: { ...record.value, texts } }),
      String(said.ns),
      String(said.k),
    )
    db.exec(`update record set v = '{"value":2}' where ns = 'indexed'`)
    db.close()
    const next = createPollStore(old.store)
    await next.indexing.findBehind()
    const { space } = (old.polls[0] as Poll).place
    expect(await rememberedIn(next, space)).toContain('A better baseline')
    expect(await next.indexing.indexOlder(forever)).toBe(1)
    expectWhole(old.database)
    expect(await rememberedIn(next, space)).toContain('A better baseline')
  })

  test('are found by reading every poll, until they are in it', async () => {
    await using old = await older()
    const polls = createPollStore(old.store)
    const { space } = (old.polls[0] as Poll).place
    await polls.indexing.findBehind()
    const find = async () => [
      titlesOf(await polls.findNewest({ space }, () => true)),
      titlesOf(await polls.findNewest({ space, channel: 'main', thread: 't1' }, () => true)),
      titlesOf(await polls.findFitting({ space, channel: 'main' }, { words: ['rewarding'] }, () => true)),
    ]
    const found = [
      ['Model organisms', 'Rewarding agents', 'Reward hacking'],
      ['Rewarding agents'],
      ['Rewarding agents'],
    ]
    expect(await find()).toEqual(found)
    expect(polls.indexing.isBehind(space)).toBe(true)
    const remembered = await rememberedIn(polls, space)
    expect(remembered).toContain('Models and worst cases')
    expect(await polls.indexing.indexOlder(forever)).toBe(3)
    expect(await rememberedIn(polls, space)).toBe(remembered)
    expect(polls.indexing.isBehind(space)).toBe(false)
    expect(await find()).toEqual(found)
    expectWhole(old.database)
    const later = createPollStore(old.store)
    await later.indexing.findBehind()
    expect(later.indexing.isBehind(space)).toBe(false)
  })

  test('are put into it by the bot itself, after its start', async () => {
    await using old = await older()
    await using table = await startTestBot({ database: old.database })
    const { caller } = table.as('Ada')
    const call = { command: 'results', args: {} }
    const suggested = await table.app.bot.suggest(call, 'paper', 'rew', caller)
    expect(suggested.map(({ label }) => titleIn(label))).toEqual(['Rewarding agents', 'Reward hacking'])
    await until(() => indexRowsOf(old.database).length === expectedRowsOf(old.database).length)
    expectWhole(old.database)
  })

  test('are in it as they are, also where one was changed meanwhile', async () => {
    await using old = await older()
    const polls = createPollStore(old.store)
    await polls.indexing.findBehind()
    const [first, second, third] = old.polls as [Poll, Poll, Poll]
    await polls.change(first.id, first.place.space, (poll) => ({
      ...poll,
      paper: { ...poll.paper, title: 'Hacking it' },
    }))
    await polls.change(second.id, second.place.space, (poll) => ({
      ...poll,
      rounds: poll.rounds.map((round) => ({ ...round, state: 'closed', closedAt: 7 })),
    }))
    await polls.remove(third.id, third.place.space, 0, (poll) =>
      toPollLine(poll, { command: 'delete', at: 0, changes: [] }),
    )
    await polls.indexing.indexOlder(forever)
    expectWhole(old.database)
    expect(indexRowsOf(old.database).join('\n')).not.toContain(third.id)
  })

  test('are in it after a crash at any moment, and what was done is not done again', async () => {
    // The three polls, and that their space is done.
    for (const change of [1, 2, 3, 4]) {
      await using old = await older()
      const killSwitch = createKillSwitch()
      let changes = 0
      killSwitch.cutAt({ isLast: () => ++changes === change, isMade: true })
      const cut = createPollStore(cuttableStore(old.store, killSwitch))
      await cut.indexing.findBehind()
      void cut.indexing.indexOlder(forever)
      await until(killSwitch.isCut)
      const rows = indexRowsOf(old.database)
      const done = new Set(rows.flatMap((row) => /p_[a-z0-9]{10}/.exec(row)?.[0] ?? []))
      expect(done.size).toBe(Math.min(change, 3))
      const polls = createPollStore(old.store)
      await polls.indexing.findBehind()
      expect(await polls.indexing.indexOlder(forever), `change ${change}`).toBe(3 - done.size)
      expectWhole(old.database)
    }
  })

  test('lead nowhere if a poll is gone', async () => {
    await using old = await older()
    const polls = createPollStore(old.store)
    await polls.indexing.findBehind()
    await polls.indexing.indexOlder(forever)
    const [first] = old.polls as [Poll]
    const db = new DatabaseSync(old.database)
    db.prepare('delete from record where ns like ? and k like ?').run('card/%', `%${PollId.parse(first.id)}`)
    db.close()
    const { space } = first.place
    const found = await polls.findNewest({ space, channel: first.place.channel }, () => true)
    expect(titlesOf(found)).not.toContain(first.paper.title)
  })
})

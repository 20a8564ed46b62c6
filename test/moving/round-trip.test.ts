import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { readConfig, toAnonymityKeys } from '../../src/config.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { openStore } from '../../src/store/store.ts'
import { createOuterKey } from '../../src/store/wrapped-keys.ts'
import { everywhere, markers } from '../erasure/everywhere.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { backUp, move, now, restore } from './tools.ts'
import { startVoting } from './voters.ts'

/** A table with a closed poll of two votes. */
async function withPoll(path: string) {
  const table = await startTestBot({ database: join(path, 'a.db'), at: '2026-11-29T10:00:00Z' })
  const [ada, ben] = [table.as('Ada'), table.as('Ben')]
  await ada.type('poll arXiv:2204.05862')
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  for (const one of [ada, ben]) await one.ask({ command: 'vote', args: { poll, answer: '8' } })
  return { table, ada, ben, poll, url: `sqlite:${join(path, 'a.db')}` }
}

/** The rows of a restored database, without the note that it was restored. */
const restoredRows = (file: string) => rowsOf(file).filter((row) => !row.startsWith('restored '))

describe('a backup that is restored', () => {
  test('has every record, plain or packed', async () => {
    await using chat = await everywhere()
    await chat.table.quiet()
    await using directory = await temporaryDirectory()
    for (const ending of ['jsonl', 'jsonl.gz', 'jsonl.zst']) {
      const [file, database] = [join(directory.path, `x.${ending}`), join(directory.path, `${ending}.db`)]
      const made = await backUp(`sqlite:${chat.file}`, file)
      expect(made).toMatchObject({ code: 0 })
      expect(made.out).toMatch(/Recounted \d+ polls\. Every tally matches its votes\./)
      expect(statSync(file).mode & 0o077).toBe(0)
      const isText = readFileSync(file, 'latin1').startsWith('{"format":"cruxgrid-backup","version":2,')
      expect(isText).toBe(ending === 'jsonl')
      const back = await restore(`sqlite:${database}`, file)
      expect(back).toMatchObject({ code: 0 })
      expect(back.out).toMatch(/Recounted \d+ polls\. Every tally matches its votes\./)
      expect(restoredRows(database)).toEqual(rowsOf(chat.file))
    }
  })

  test('keeps when records expire, leaves out what had expired, and texts that are no JSON', async () => {
    await using directory = await temporaryDirectory()
    const path = (name: string) => join(directory.path, name)
    const engine = createSqliteEngine(path('a.db'))
    await engine.open()
    const put = (id: string, text: string, expires?: number) => ({
      key: { collection: 'odd', id },
      text,
      ...(expires !== undefined && { expires }),
    })
    await engine.write([
      put('a', ':base64:\n"é😀'),
      put('b', '', now + 1),
      put('c', 'gone', now),
      put('d', 'x', 9e12),
    ])
    await engine.close()
    await backUp(`sqlite:${path('a.db')}`, path('x.zst'))
    await restore(`sqlite:${path('b.db')}`, path('x.zst'))
    const db = new DatabaseSync(path('b.db'), { readOnly: true })
    expect(db.prepare("select k, v, expires from record where ns = 'odd' order by k").all()).toEqual([
      { k: 'a', v: ':base64:\n"é😀', expires: null },
      { k: 'b', v: '', expires: now + 1 },
      { k: 'd', v: 'x', expires: 9e12 },
    ])
    db.close()
  })

  test('shows the same poll, and takes votes', async () => {
    await using directory = await temporaryDirectory()
    const { table, poll, url } = await withPoll(directory.path)
    const shown = wordsOf(await table.as('Cleo').ask({ command: 'results', args: { paper: poll } }))
    await backUp(url, join(directory.path, 'x.jsonl.zst'))
    await table[Symbol.asyncDispose]()
    const database = join(directory.path, 'b.db')
    await restore(`sqlite:${database}`, join(directory.path, 'x.jsonl.zst'))
    await using again = await startTestBot({ database, at: '2026-11-29T12:00:00Z' })
    const cleo = again.as('Cleo')
    const back = wordsOf(await cleo.ask({ command: 'results', args: { paper: poll } }))
    // Not the buttons: of where the poll's message is, this table knows nothing.
    expect(back.split('[Share]')[0]).toBe(shown.split('[Share]')[0])
    await cleo.ask({ command: 'vote', args: { poll, answer: '0' } })
    expect(wordsOf(await cleo.ask({ command: 'results', args: { paper: poll } }))).toContain('3 votes')
  })

  test('that was made while people voted has as many votes as it counts', async () => {
    await using directory = await temporaryDirectory()
    const { table, poll, url } = await withPoll(directory.path)
    await table[Symbol.asyncDispose]()
    const voters = await startVoting(url, poll)
    await until(() => voters.votes() > 1500)
    const before = voters.votes()
    const file = join(directory.path, 'x.jsonl')
    const made = await backUp(url, file)
    expect(voters.votes()).toBeGreaterThan(before)
    await voters.stop()
    expect(made.out).toContain('Recounted 1 poll. Every tally matches its votes.')
    const ballots = readFileSync(file, 'utf8').match(/^\{"collection":"ballot\//gm)?.length ?? 0
    expect(ballots).toBeGreaterThanOrEqual(before + 2)
  })

  test('says what is back, where the keys belong, and when it should have been deleted', async () => {
    await using directory = await temporaryDirectory()
    const { table, url } = await withPoll(directory.path)
    await table[Symbol.asyncDispose]()
    const [file, database] = [join(directory.path, 'x.jsonl'), join(directory.path, 'b.db')]
    await backUp(url, file)
    const { out } = await restore(`sqlite:${database}`, file)
    expect(out).toContain(
      'It is as it was at 2026-11-29 12:00 UTC. Votes since then are not in it, and what people deleted since then is back.',
    )
    expect(out).toContain('Ask those who have used forget-me since then to use it again.')
    expect(out).toContain(`They belong in ${join(directory.path, 'b.keys')}`)
    expect(out).not.toContain('should have been deleted')
    const late = await restore(`sqlite:${join(directory.path, 'c.db')}`, file, now + 31 * 86_400_000)
    expect(late.out).toContain('The backup should have been deleted on 2026-12-29. Delete it now.')
  })

  test('says so when a tally is not that of its votes', async () => {
    await using directory = await temporaryDirectory()
    const { table, poll, url } = await withPoll(directory.path)
    await table[Symbol.asyncDispose]()
    const db = new DatabaseSync(join(directory.path, 'a.db'))
    db.prepare("delete from record where ns like 'ballot/%' and k = 'table:ben'").run()
    db.close()
    const { out } = await backUp(url, join(directory.path, 'x.jsonl'))
    expect(out).toContain(`In 1 of them the tally doesn't match the votes: ${poll}.`)
  })
})

test('what was erased is in no backup that is made afterwards', async () => {
  await using chat = await everywhere()
  await using directory = await temporaryDirectory()
  const path = (name: string) => join(directory.path, name)
  await backUp(`sqlite:${chat.file}`, path('before.jsonl'))
  expect(readFileSync(path('before.jsonl'), 'utf8')).toMatch(markers)
  await chat.mark.ask({ command: 'forget-me', args: { sure: 'yes', votes: 'yes', words: 'yes' } })
  await chat.table.quiet()
  await backUp(`sqlite:${chat.file}`, path('after.jsonl'))
  expect(readFileSync(path('after.jsonl'), 'utf8').match(markers)).toBeNull()
})

describe('a move', () => {
  test('copies everything, leaves the first as it is, and says what to set', async () => {
    await using chat = await everywhere()
    await using directory = await temporaryDirectory()
    const to = join(directory.path, 'b.db')
    const before = rowsOf(chat.file)
    const moved = await move(`sqlite:${chat.file}`, `sqlite:${to}`)
    expect(moved).toMatchObject({ code: 0 })
    expect(rowsOf(to)).toEqual(before)
    expect(rowsOf(chat.file)).toEqual(before)
    expect(moved.out).toContain('Set DATABASE_URL to the new address and start Cruxgrid.')
    expect(moved.out).toContain(
      `Move the key file ${chat.file.replace('.db', '.keys')} to ${to.replace('.db', '.keys')}`,
    )
  })

  test('says that wrapped keys of anonymous polls came along, as a backup and a restore do', async () => {
    await using directory = await temporaryDirectory()
    const path = (name: string) => join(directory.path, name)
    const from = `sqlite:${path('a.db')}`
    const env = { DATABASE_URL: from, ANONYMITY_KEY: createOuterKey() }
    const store = await openStore(from, { anonymityKeys: toAnonymityKeys(readConfig(env)) })
    await store.keys.create('p_0000000001')
    await store.close()
    const backedUp = await backUp(from, path('x.jsonl'))
    expect(backedUp.out).toContain('The keys of anonymous polls are in it, wrapped.')
    const restored = await restore(`sqlite:${path('b.db')}`, path('x.jsonl'))
    expect(restored.out).toContain('are in it, wrapped with the ANONYMITY_KEY of that time')
    const moved = await move(from, `sqlite:${path('c.db')}`)
    expect(moved.out).toContain('The keys of anonymous polls have moved too, wrapped with ANONYMITY_KEY')
    expect(moved.out).not.toContain('key file')
    const again = await openStore(`sqlite:${path('c.db')}`, {
      anonymityKeys: toAnonymityKeys(readConfig(env)),
    })
    expect(await again.keys.get('p_0000000001')).toBeDefined()
    await again.close()
  })

  test('shows lines where they stay, and a bar on a terminal', async () => {
    await using directory = await temporaryDirectory()
    const { table, url } = await withPoll(directory.path)
    await table[Symbol.asyncDispose]()
    const { err } = await move(url, `sqlite:${join(directory.path, 'b.db')}`)
    expect(err.split('\n')).toEqual(['Copying: 100%', 'Verifying: 100%'])
    const shown: string[] = []
    const bar = await move(url, `sqlite:${join(directory.path, 'c.db')}`, (line) => shown.push(line))
    expect(bar.err).toBe('')
    expect(shown).toEqual([`Copying ${'█'.repeat(30)} 100%`, `Verifying ${'█'.repeat(30)} 100%`, ''])
  })

  test.each([
    ['of nothing', 'sqlite:/nowhere/x.db', 'There is no database file /nowhere/x.db.'],
    [
      'of an unknown kind of database',
      'mysql://bot:geheim@localhost/x',
      "I don't know this kind of database",
    ],
    [
      'of a server that is not there',
      'redis://bot:geheim@127.0.0.1:1',
      "I can't use the database redis://127.0.0.1:1",
    ],
  ])('%s says what is wrong, and no password', async (_, from, words) => {
    await using directory = await temporaryDirectory()
    const to = join(directory.path, 'b.db')
    const { code, err } = await move(from, `sqlite:${to}`)
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(words) })
    expect(err).not.toContain('geheim')
    expect(existsSync(to)).toBe(false)
  })

  test('to itself is refused', async () => {
    await using directory = await temporaryDirectory()
    const { table, url } = await withPoll(directory.path)
    await table[Symbol.asyncDispose]()
    expect(await move(url, url)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Both addresses are'),
    })
  })
})

import { chmod, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { latest, startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf } from '../view-text.ts'

const names = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn']
const day = 24 * 3_600_000

/** A table with an anonymous poll in which five have voted, each with a reason. */
async function voted(words = '') {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'x.db')
  const table = await startTestBot({ database })
  const ada = table.as('Ada')
  await ada.type(`poll arXiv:2204.05862 anonymous ${words}`)
  const board = table.last()
  const poll = buttonsOf(latest(board))[0]?.call.args.poll ?? ''
  const people = names.map((name) => table.as(name))
  for (const person of people)
    await person.ask({
      command: 'cast',
      args: { poll, approach: '2', case: '2', why: `It proves, says ${person.caller.person.name}.` },
    })
  return {
    directory,
    database,
    keys: join(directory.path, 'x.keys'),
    table,
    ada,
    board,
    poll,
    people,
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

const keysIn = async (path: string) =>
  Object.keys(JSON.parse(await readFile(path, 'utf8').catch(() => '{"keys":{}}')).keys)

const exportOf = async (table: TestBot, poll: string) =>
  JSON.parse(wordsOf(await table.as('Ada').ask({ command: 'export', args: { paper: poll } })))

function recordsOf(database: string, where: string): readonly string[] {
  const db = new DatabaseSync(database, { readOnly: true })
  const rows = db.prepare(`select ns || ' ' || k || ' ' || v as text from record where ${where}`).all()
  db.close()
  return rows.map(({ text }) => String(text))
}

/** Time goes on, and what falls due is done. */
async function pass({ clock, quiet }: TestBot, ms: number): Promise<void> {
  clock.advance(ms)
  await quiet()
  clock.advance(1000)
  await quiet()
}

describe('the key of an anonymous poll', () => {
  test('is in a file that only its user can read, and in no record', async () => {
    await using chat = await voted()
    expect((await stat(chat.keys)).mode & 0o777).toBe(0o600)
    const { keys } = JSON.parse(await readFile(chat.keys, 'utf8'))
    const key = keys[chat.poll]
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
    const records = recordsOf(chat.database, 'true').join('\n')
    expect(records).not.toContain(key)
    const ballots = recordsOf(chat.database, "ns like 'ballot/%'").join('\n')
    expect(ballots).toContain('It proves')
    expect(ballots).not.toMatch(/table:|castAt|Ben"|Cleo"/)
  })

  test('is made for no poll that shows names', async () => {
    await using directory = await temporaryDirectory()
    await using table = await startTestBot({ database: join(directory.path, 'x.db') })
    await table.as('Ada').type('poll arXiv:2204.05862')
    expect(await readdir(directory.path)).not.toContain('x.keys')
  })

  test('goes with its poll when that is deleted, and with the one that was not needed', async () => {
    await using chat = await voted()
    await chat.people[0]?.type('poll arXiv:2204.05862 anonymous')
    expect(await keysIn(chat.keys)).toEqual([chat.poll])
    await chat.ada.ask({ command: 'delete', args: { paper: chat.poll, sure: 'yes' } })
    expect(await keysIn(chat.keys)).toEqual([])
  })

  test('that others can read, or that is no key file, ends the start with a sentence', async () => {
    await using chat = await voted()
    await chat.table.leave()
    await chmod(chat.keys, 0o640)
    await expect(openStore(`sqlite:${chat.database}`)).rejects.toThrow('Other users of this machine can read')
    await writeFile(chat.keys, '{"v":9}', { mode: 0o600 })
    await chmod(chat.keys, 0o600)
    await expect(openStore(`sqlite:${chat.database}`)).rejects.toThrow("can't be read")
  })

  test('that is lost, or is older than its poll, closes and seals the poll at the next start; its opener is told', async () => {
    await using chat = await voted()
    await chat.table.leave()
    await rm(chat.keys)
    await using again = await startTestBot({ database: chat.database, before: chat.table.said })
    const [told] = again.told
    expect(told?.person).toBe('table:ada')
    expect(told?.view.summary).toContain('The file with its key is lost')
    const { poll, rounds } = await exportOf(again, chat.poll)
    expect(poll.state).toBe('closed')
    expect(rounds[0].ballots).toHaveLength(5)
    const answer = await again.as('Ben').ask({ command: 'vote', args: { poll: chat.poll, answer: '0' } })
    expect(wordsOf(answer)).toContain('round 1 is closed')
    expect(recordsOf(chat.database, "ns like 'ballot/%'")).toEqual([])
  })

  test('that is lost while the program runs takes no vote, and keeps nobody from their data', async () => {
    await using chat = await voted()
    await rm(chat.keys)
    const ben = chat.table.as('Ben')
    expect(wordsOf(await ben.ask({ command: 'vote', args: { poll: chat.poll, answer: '0' } }))).toContain(
      'Something went wrong on my side.',
    )
    expect(wordsOf(await ben.type('my-data'))).not.toContain('Something went wrong')
    expect(wordsOf(await ben.type('forget-me sure votes words'))).not.toContain('Something went wrong')
  })

  test('of a poll that a restored database doesn’t know is destroyed', async () => {
    await using chat = await voted()
    await chat.table.leave()
    await cp(chat.database, join(chat.directory.path, 'old.db'))
    await cp(chat.keys, join(chat.directory.path, 'old.keys'))
    await using table = await startTestBot({ database: join(chat.directory.path, 'old.db') })
    await table.as('Ada').type('poll arXiv:2312.06942 anonymous')
    expect(await keysIn(join(chat.directory.path, 'old.keys'))).toHaveLength(2)
    await table.leave()
    await cp(chat.database, join(chat.directory.path, 'old.db'))
    for (const log of ['old.db-wal', 'old.db-shm']) await rm(join(chat.directory.path, log), { force: true })
    await using restored = await startTestBot({ database: join(chat.directory.path, 'old.db') })
    expect(await keysIn(join(chat.directory.path, 'old.keys'))).toEqual([chat.poll])
    expect((await exportOf(restored, chat.poll)).poll.state).toBe('open')
  })
})

describe('sealing', () => {
  test('leaves what was shown, and nothing that leads from a person to a ballot', async () => {
    await using chat = await voted()
    await chat.ada.type('close')
    const before = await exportOf(chat.table, chat.poll)
    const asked = await chat.ada.type('seal')
    expect(wordsOf(asked)).toContain("No further round can start, and your own vote can't be found")
    expect(wordsOf(await chat.ada.press(asked, 'Seal'))).toContain('Sealed the poll')
    expect(await exportOf(chat.table, chat.poll)).toEqual(before)
    expect(await keysIn(chat.keys)).toEqual([])
    expect(recordsOf(chat.database, "ns like 'ballot/%' or ns like 'keyed%'")).toEqual([])
    await chat.table.until(chat.board, 'Sealed (')
    for (const person of chat.people) {
      expect(JSON.parse(wordsOf(await person.type('my-data'))).polls).toEqual([])
      expect(wordsOf(await person.type('forget-me sure'))).toContain('Your name is removed everywhere')
    }
    expect(wordsOf(await chat.ada.type('revote'))).toContain('no further round can start')
    expect(wordsOf(await chat.ada.type('seal'))).toContain('This poll is sealed')
    expect(chat.table.logged).toEqual([])
  })

  test('says first what it costs: rounds, moves to another poll, and what can be found and erased', async () => {
    await using chat = await voted()
    await chat.ada.type('close')
    const asked = wordsOf(await chat.ada.type('seal'))
    expect(asked).toContain('No further round can start, and your own vote can')
    expect(asked).toContain(
      "You can open a new poll on the paper, but changes between the two polls aren't counted.",
    )
    expect(asked).toContain('Changes between rounds of this poll stay, as counts.')
    expect(asked).toContain('/grid my-data no longer shows any vote in it')
    expect(asked).toContain("forget-me can't remove its words. A manager can still remove a reason.")
  })

  test('happens by itself 14 days after the last round has closed, not before', async () => {
    await using chat = await voted()
    await chat.ada.type('close')
    await pass(chat.table, 13 * day)
    await chat.ada.type('revote')
    await pass(chat.table, 13 * day)
    expect(await keysIn(chat.keys)).toEqual([chat.poll])
    await chat.ada.type('close')
    await pass(chat.table, 14 * day - 60_000)
    expect(await keysIn(chat.keys)).toEqual([chat.poll])
    await pass(chat.table, 120_000)
    await until(async () => (await keysIn(chat.keys)).length === 0)
  })

  test('happens at the close where the channel wants it so', async () => {
    await using chat = await voted()
    const mona = chat.table.as('Mona', 'manager')
    await mona.submit(await mona.press(await mona.type('settings'), 'Change…'), { seal: 'close' })
    await chat.ada.type('close')
    await pass(chat.table, 1000)
    await until(async () => (await keysIn(chat.keys)).length === 0)
  })

  test('keeps of a round that was too small only how many have voted', async () => {
    await using chat = await voted()
    await chat.people[0]?.ask({ command: 'withdraw', args: { poll: chat.poll } })
    await chat.ada.type('close')
    await chat.ada.type('seal sure')
    const { rounds } = await exportOf(chat.table, chat.poll)
    expect(rounds[0]).toMatchObject({ voters: 4, ballots: [] })
    const records = recordsOf(chat.database, `ns like '%${chat.poll}%'`).join('\n')
    expect(records).not.toContain('It proves')
    expect(records).toContain('"cells":[0,0,0,0,0,0,0,0,0]')
  })

  test('is refused while a round is open, of a poll with names, and to who may not', async () => {
    await using chat = await voted()
    expect(wordsOf(await chat.ada.type('seal'))).toContain('Voting is still open')
    await chat.ada.type('close')
    for (const words of ['seal', 'seal sure'])
      expect(wordsOf(await (chat.people[0] ?? chat.ada).type(words))).toContain('can seal this poll.')
    await chat.ada.type('poll arXiv:1906.01820')
    await chat.ada.type('close')
    expect(wordsOf(await chat.ada.type('seal arXiv:1906.01820'))).toContain('shows names')
  })

  test('that was cut off between its steps is finished at the next start', async () => {
    await using chat = await voted()
    await chat.ada.type('close')
    await chat.table.leave()
    const key = await readFile(chat.keys, 'utf8')
    {
      await using table = await startTestBot({ database: chat.database })
      await table.as('Ada').ask({ command: 'seal', args: { paper: chat.poll, sure: 'yes' } })
    }
    // As if it had ended after the first step: the record is sealed, and the key and its note are still there.
    await writeFile(chat.keys, key, { mode: 0o600 })
    const db = new DatabaseSync(chat.database)
    const noted = JSON.stringify({ value: { v: 1, space: 'table:round', at: 0 } })
    db.prepare("insert into record (ns, k, v) values ('keyed', ?, ?)").run(chat.poll, noted)
    db.close()
    await using again = await startTestBot({ database: chat.database })
    expect(await keysIn(chat.keys)).toEqual([])
    expect(recordsOf(chat.database, "ns = 'keyed'")).toEqual([])
    expect(again.told).toEqual([])
    expect((await exportOf(again, chat.poll)).rounds[0].ballots).toHaveLength(5)
  })

  test('leaves none of the words that went in any file', async () => {
    await using chat = await voted()
    await chat.people[0]?.ask({ command: 'withdraw', args: { poll: chat.poll } })
    await chat.ada.type('close')
    await chat.ada.type('seal sure')
    await until(async () => {
      const files = await readdir(chat.directory.path)
      const texts = await Promise.all(files.map((name) => readFile(join(chat.directory.path, name))))
      return !texts.some((text) => text.includes('It proves, says'))
    })
  })
})

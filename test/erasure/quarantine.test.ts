import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

const dayMs = 86_400_000

/** A poll of Ada's with votes by Zq7name and Ben, one by Zq7name, and a reading group with both. */
async function inUse() {
  const directory = await temporaryDirectory()
  const file = join(directory.path, 'x.db')
  const table = await startTestBot({ database: file, at: new Date().toISOString() })
  const [mark, ben, ada] = [table.as('Zq7name'), table.as('Ben'), table.as('Ada', 'manager')]
  const open = async (who: typeof ada, words: string) =>
    /p_[a-z0-9]{10}/.exec(JSON.stringify(await who.type(`poll ${words}`)))?.[0] ?? ''
  const voted = await open(ada, 'arXiv:2204.05862')
  for (const one of [mark, ben])
    await one.ask({ command: 'cast', args: { poll: voted, approach: '2', case: '2', why: 'Zq7words' } })
  const expected = await open(ada, 'arXiv:1906.01820 expect:table:zq7name')
  await ada.press(await ada.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await mark.type('reading add arXiv:2001.08361 why:"Zq7words"')

  /** Changes stored texts, as an accident would. */
  function damage(collection: string, change: (text: string) => string, id = '%'): void {
    const db = new DatabaseSync(file)
    const rows = db.prepare('select ns, k, v from record where ns like ? and k like ?').all(collection, id)
    if (rows.length === 0) throw new Error(`There is no ${collection}`)
    for (const { ns, k, v } of rows)
      db.prepare('update record set v = ? where ns = ? and k = ?').run(
        change(String(v)),
        String(ns),
        String(k),
      )
    db.close()
  }

  return {
    ...{ table, mark, ben, ada, open, voted, expected, damage },
    rows: () => rowsOf(file),
    copies: () => rowsOf(file).filter((row) => row.startsWith('quarantine ')),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

const unreadable = (text: string): string => text.replace(/"v":[12]/, '"v":"one"')

test('copies of unreadable records that name somebody go with them, and forget-me works all the same', async () => {
  await using chat = await inUse()
  const { ada, ben, mark, voted, expected, damage, copies, rows } = chat
  damage(`ballot/${voted}/1`, unreadable)
  damage(`poll/${expected}`, (text) => text.slice(0, -2))
  damage('group/%', unreadable)
  // Whoever looks reads them.
  for (const who of [ada, ben]) {
    await who.ask({ command: 'results', args: { paper: voted } })
    await who.ask({ command: 'results', args: { paper: expected } })
    await who.type('reading list')
  }
  expect(copies().filter((row) => row.includes('zq7name')).length).toBeGreaterThanOrEqual(3)
  const ofBen = () => copies().filter((row) => row.includes('table:ben') && !row.includes('zq7name'))
  expect(ofBen()).toHaveLength(1)

  // What is theirs alone is in their data, of the rest that there is a copy.
  const { unreadable: found } = JSON.parse(wordsOf(await mark.type('my-data')))
  const own = expect.objectContaining({
    collection: `ballot/${voted}/1`,
    text: expect.stringContaining('zq7name'),
  })
  const shared = { collection: `poll/${expected}`, at: expect.any(String) }
  expect(found).toEqual(expect.arrayContaining([own, shared]))
  expect(JSON.stringify(found)).not.toContain('table:ben')

  expect(wordsOf(await mark.type('forget-me sure'))).toMatch(/^Done/)
  await ada.ask({ command: 'results', args: { paper: expected } })
  await ada.ask({ command: 'results', args: { paper: voted } })
  await ada.type('reading list')
  expect(rows().filter((row) => /zq7name/i.test(row))).toEqual([])
  expect(ofBen()).toHaveLength(1)
  expect(rows().some((row) => row.startsWith(`ballot/${voted}/1 table:ben`))).toBe(true)
  // What others need is there, unreadable as it was, to be repaired.
  expect(rows().some((row) => row.startsWith(`poll/${expected} head`) && row.includes('table:ada'))).toBe(
    true,
  )
})

test('a name that is part of other words changes only what is that name', async () => {
  await using chat = await inUse()
  const { table, ada, open, damage, rows } = chat
  const expected = await open(ada, 'arXiv:2312.06942 expect:table:v,table:vera')
  damage(`poll/${expected}`, unreadable)
  await ada.ask({ command: 'results', args: { paper: expected } })
  await table.as('V').type('forget-me sure')
  const head = rows().find((row) => row.startsWith(`poll/${expected} head`))
  expect(head).toContain('"v":"one"')
  expect(head).toContain('table:vera')
  expect(head).not.toContain('"table:v"')
})

test('copies go after 30 days, those of an older version too', async () => {
  await using chat = await inUse()
  const { table, ada, ben, voted, damage, copies } = chat
  damage(`ballot/${voted}/1`, unreadable)
  await ben.ask({ command: 'results', args: { paper: voted } })
  const expiry = (row: string) => Number(/"expires":(\d+)/.exec(row)?.[1])
  expect(copies().length).toBe(2)
  for (const row of copies())
    expect(Math.abs(expiry(row) - table.clock.now() - 30 * dayMs)).toBeLessThan(dayMs)
  damage('quarantine', (text) => text.replace(/,"expires":\d+/, ''))
  await table.quiet()
  for (let day = 0; day < 29; day += 1) {
    table.clock.advance(dayMs)
    await table.quiet()
  }
  expect(copies().length).toBe(2)
  for (let day = 0; day < 3; day += 1) {
    table.clock.advance(dayMs)
    await table.quiet()
  }
  expect(copies()).toEqual([])
  expect(wordsOf(await ada.type('help'))).toContain('What I can do')
})

test('words of an anonymous ballot that can’t be read, which name nobody, go with their writer', async () => {
  await using chat = await inUse()
  const { ada, ben, mark, open, damage, copies, rows } = chat
  const poll = await open(ada, 'arXiv:2312.06942 anonymous')
  for (const [one, why] of [
    [mark, 'Zq7secret'],
    [ben, 'Of Ben'],
  ] as const)
    await one.ask({ command: 'cast', args: { poll, approach: '2', case: '2', why } })
  damage(`ballot/${poll}/1`, unreadable)
  await ada.ask({ command: 'close', args: { paper: poll } })
  await ada.ask({ command: 'results', args: { paper: poll } })
  expect(copies().some((row) => row.includes('Zq7secret'))).toBe(true)
  await mark.type('forget-me sure')
  expect(rows().filter((row) => row.includes('Zq7secret'))).toEqual([])
  expect(copies().some((row) => row.includes('Of Ben'))).toBe(true)
})

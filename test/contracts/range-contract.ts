import { describe, expect, test } from 'vitest'
import type { RecordEngine, RecordKey } from '../../src/store/engines/engine.ts'
import { seeded } from '../seeded.ts'
import type { OpenedEngine } from './engine-contract.ts'

/** Of a kind that is kept in order. */
const collection = 'recent/s_1'
const key = (id: string): RecordKey => ({ collection, id })
const row = (id: string, expires?: number) => ({
  key: key(id),
  text: `text of ${id}`,
  ...(expires !== undefined && { expires }),
})
const remove = (id: string) => ({ key: key(id), remove: true }) as const

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Everything from `from` on, read a page at a time. */
async function allFrom(engine: RecordEngine, from: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  for (let next: string | undefined = from; next !== undefined; ) {
    const rows: { id: string; text: string }[] = await engine.range(collection, next, undefined, limit)
    for (const { id, text } of rows) {
      expect(text).toBe(`text of ${id}`)
      ids.push(id)
    }
    const last = rows.at(-1)
    // The least id that comes after the last.
    next = rows.length === limit && last !== undefined ? `${last.id}\u0001` : undefined
  }
  return ids
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

/** What every database under the store must do with collections that are kept in order. */
export function rangeContract(name: string, open: () => Promise<OpenedEngine>): void {
  describe(`${name} as an engine, of what is kept in order`, () => {
    test('reads 10,000 records with every kind of character in the order of their bytes', async () => {
      await using db = await open()
      const random = seeded(22)
      const alphabet = [
        ...'0aZ~ %_*[]{}()"\'\\/\n\t\u007F',
        'é',
        'e\u0301',
        'ß',
        'ж',
        '鍵',
        '\uFFFD',
        '😀',
        '\u{10FFFF}',
      ]
      const letter = () => alphabet[Math.floor(random() * alphabet.length)] ?? ''
      const ids = Array.from({ length: 10_000 }, (_, at) => `${letter()}${letter()}${letter()}${at}`)
      for (let at = 0; at < ids.length; at += 2_500)
        await db.engine.write(ids.slice(at, at + 2_500).map((id) => row(id)))
      await db.engine.write([{ key: { collection: 'recent/s_10', id: 'a' }, text: 'not mine' }])
      expect(await allFrom(db.engine, '', 700)).toEqual(ids.toSorted(byBytes))
    })

    test('begins with the first id, ends before the last, and gives no more than was asked for', async () => {
      await using db = await open()
      await db.engine.write(['a', 'b', 'ba', 'c', 'd'].map((id) => row(id)))
      const range = async (...where: [string, string | undefined, number]) =>
        idsOf(await db.engine.range(collection, ...where))
      expect(await range('b', 'd', 10)).toEqual(['b', 'ba', 'c'])
      expect(await range('b', undefined, 10)).toEqual(['b', 'ba', 'c', 'd'])
      expect(await range('aa', undefined, 2)).toEqual(['b', 'ba'])
      expect(await range('d', 'b', 10)).toEqual([])
      expect(await range('e', undefined, 10)).toEqual([])
      expect(await db.engine.range('recent/empty', '', undefined, 10)).toEqual([])
    })

    test('leaves out what was removed, cleared or swept, in whatever way it was written', async () => {
      await using db = await open()
      const all = async () => idsOf(await db.engine.range(collection, '', undefined, 10))
      const keys = ['a', 'b', 'c'].map(key)
      await db.engine.write([row('a'), row('b', Date.now() - 1)])
      await db.engine.transact('scope', keys, () => ({ changes: [row('c')], result: undefined }))
      expect(await all()).toEqual(['a', 'c'])
      await db.engine.sweepExpired(10)
      await db.engine.transact('scope', keys, () => ({ changes: [remove('a'), row('b')], result: undefined }))
      expect(await all()).toEqual(['b', 'c'])
      await db.engine.clear(collection)
      expect(await all()).toEqual([])
      await db.engine.write([row('c')])
      expect(await all()).toEqual(['c'])
    })

    test('a record written and removed in one transaction is nowhere, and the other way round it is there', async () => {
      await using db = await open()
      await db.engine.transact('scope', [key('a'), key('b')], () => ({
        changes: [row('a'), remove('a'), remove('b'), row('b')],
        result: undefined,
      }))
      expect(await db.engine.read([key('a'), key('b')])).toEqual([undefined, 'text of b'])
      expect(idsOf(await db.engine.range(collection, '', undefined, 10))).toEqual(['b'])
    })

    test('fills a page over what has expired', async () => {
      await using db = await open()
      const ids = Array.from({ length: 50 }, (_, at) => String(at).padStart(2, '0'))
      await db.engine.write(ids.map((id, at) => (at % 5 === 4 ? row(id) : row(id, Date.now() - 1))))
      expect(idsOf(await db.engine.range(collection, '', undefined, 4))).toEqual(['04', '09', '14', '19'])
      expect(await allFrom(db.engine, '', 3)).toHaveLength(10)
    })

    test('misses nothing that was there before and after, while others write', async () => {
      await using db = await open()
      const other = await db.again()
      const kept = Array.from({ length: 400 }, (_, at) => `${String(at).padStart(3, '0')}-kept`)
      await db.engine.write(kept.map((id) => row(id)))
      let isDone = false
      async function writeOthers(): Promise<void> {
        for (let times = 0; !isDone; times++) {
          const id = `${String((times * 37) % 400).padStart(3, '0')}-other`
          await other.write([row(id)])
          await other.write([remove(id)])
        }
      }
      const writing = writeOthers()
      for (let times = 0; times < 5; times++) {
        const found = await allFrom(db.engine, '', 20)
        expect(found.filter((id) => id.endsWith('kept'))).toEqual(kept)
      }
      isDone = true
      await writing
    })
  })
}

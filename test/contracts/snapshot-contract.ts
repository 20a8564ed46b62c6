import { describe, expect, test } from 'vitest'
import type { RecordEngine, StoredRecord } from '../../src/store/engines/engine.ts'
import type { OpenedEngine } from './engine-contract.ts'

async function allOf(engine: RecordEngine): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = []
  await engine.readAll(async (page) => void found.push(...page))
  return found
}

const oddNames = ['a', 'a/1', 'B', 'é', '\u{10FFFF}', '\uFFFF', '__proto__', "it's", 'x'.repeat(512), ' ']

const byBytes = (a: StoredRecord, b: StoredRecord): number =>
  Buffer.compare(Buffer.from(a.collection), Buffer.from(b.collection)) ||
  Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))

/** What every database under the store must do when all of it is read. */
export function snapshotContract(name: string, open: () => Promise<OpenedEngine>): void {
  describe(`everything in ${name}`, () => {
    test('is every record once, in the order of its bytes, expired ones too', async () => {
      await using db = await open()
      const records: StoredRecord[] = oddNames.flatMap((collection, i) =>
        oddNames.map((id, j) => ({
          collection,
          id,
          text: `${':é😀\n"'.repeat(j)}${i}`,
          ...(j % 3 === 1 && { expires: j % 2 === 0 ? 1 : 4_000_000_000_000 }),
        })),
      )
      for (let i = 0; i < 1100; i++)
        records.push({ collection: `many/${i % 3}`, id: `k${i}`, text: String(i) })
      await db.engine.write(
        records.map(({ collection, id, ...rest }) => ({ key: { collection, id }, ...rest })),
      )
      expect(await allOf(db.engine)).toEqual(records.toSorted(byBytes))
    })

    test('comes in pages, each with the number of all, and is nothing of nothing', async () => {
      await using db = await open()
      expect(await allOf(db.engine)).toEqual([])
      const changes = Array.from({ length: 1200 }, (_, i) => ({
        key: { collection: 'notes', id: `${i}` },
        text: 'x',
      }))
      await db.engine.write(changes)
      const [sizes, totals]: [number[], Set<number>] = [[], new Set()]
      await db.engine.readAll(async ({ length }, total) => {
        sizes.push(length)
        totals.add(total)
      })
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1200)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
      expect(totals).toEqual(new Set([1200]))
    })

    test('is the state of one moment while others write, remove and clear', async () => {
      await using db = await open()
      const writer = await db.again()
      const pairs = 300
      /** Of one transaction, far apart in the order. */
      const pairOf = (i: number) => [
        { collection: `a/${i % 60}`, id: `p${i}` },
        { collection: `z/${i % 60}`, id: `p${i}` },
      ]
      const write = (i: number, text: string) =>
        writer.write(pairOf(i).map((key) => (text === '' ? { key, remove: true as const } : { key, text })))
      for (let i = 0; i < pairs; i++) await write(i, 'first')
      let isDone = false
      let writes = 0
      async function keepWriting(): Promise<void> {
        for (let round = 0; !isDone; round++) {
          for (let i = 0; i < pairs && !isDone; i += 7) {
            await write((i * 31 + round) % (pairs + 50), round % 5 === 4 ? '' : `round ${round}`)
            writes += 1
          }
          if (round % 3 === 2) {
            await writer.clear('m/gone')
            await writer.write([{ key: { collection: 'm/gone', id: `r${round}` }, text: 'only' }])
          }
        }
      }
      const writing = keepWriting()
      for (let look = 0; look < 5; look++) {
        const before = writes
        const found = await allOf(db.engine)
        const texts = new Map(found.map(({ collection, id, text }) => [`${collection} ${id}`, text]))
        for (let i = 0; i < pairs + 50; i++) {
          const [a, z] = pairOf(i).map(({ collection, id }) => texts.get(`${collection} ${id}`))
          expect(a).toBe(z)
        }
        expect(found.filter(({ collection }) => collection === 'm/gone').length).toBeLessThanOrEqual(1)
        while (writes === before) await new Promise((resolve) => setImmediate(resolve))
      }
      isDone = true
      await writing
    })

    test('keeps nobody from writing while it is taken, and shows nothing of it', async () => {
      await using db = await open()
      const writer = await db.again()
      const changes = Array.from({ length: 1200 }, (_, i) => ({
        key: { collection: `notes/${i % 4}`, id: `${i}` },
        text: 'before',
      }))
      await writer.write(changes)
      const found: string[] = []
      await db.engine.readAll(async (page) => {
        await writer.write(changes.map(({ key }) => ({ key, text: 'after' })))
        await writer.write([{ key: { collection: 'zz', id: 'new' }, text: 'after' }])
        found.push(...page.map(({ text }) => text))
      })
      expect(new Set(found)).toEqual(new Set(['before']))
      expect(found).toHaveLength(1200)
    })

    test('throws what whoever takes it throws, and the database goes on', async () => {
      await using db = await open()
      await db.engine.write([{ key: { collection: 'notes', id: 'a' }, text: 'x' }])
      const stopping = db.engine.readAll(async () => {
        throw new Error('enough')
      })
      await expect(stopping).rejects.toThrow('enough')
      await db.engine.write([{ key: { collection: 'notes', id: 'b' }, text: 'y' }])
      expect(await allOf(db.engine)).toHaveLength(2)
    })
  })
}

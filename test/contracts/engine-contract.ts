import { describe, expect, test } from 'vitest'
import type { Decision, RecordEngine, RecordKey } from '../../src/store/engines/engine.ts'

/** An empty database and two ways to it. */
export interface OpenedEngine {
  readonly engine: RecordEngine
  /** Another connection to the same database, open. */
  readonly again: () => Promise<RecordEngine>
  /** What `openStore` takes for the same database. */
  readonly url: string
  /** Closes every connection and removes the database. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

const key = (id: string, collection = 'notes'): RecordKey => ({ collection, id })
const text = (id: string, content: string, expires?: number) => ({
  key: key(id),
  text: content,
  ...(expires !== undefined && { expires }),
})
const past = () => Date.now() - 1
const later = () => Date.now() + 60_000

const oddKeys = [
  'plain',
  'poll:p_1:head',
  'a/b//c',
  '../up',
  `it's "quoted" \`so\``,
  "'; drop table record; --",
  '%_*?[a]{b}',
  'back\\slash',
  ' spaces around ',
  'line\nbreak\r\ttab',
  '__proto__',
  'constructor',
  'ключ-鍵-مفتاح',
  'e\u0301 is not é',
  '👩‍👩‍👧‍👦',
  '\u{10FFFF}',
  '\u0001',
  '0',
  'x'.repeat(512),
]
const refusedKeys = {
  'an empty one': '',
  'one with NUL': 'a\0b',
  'half a surrogate pair': 'a\uD83D',
  'the other half': '\uDC69b',
  'more than 512 characters': 'x'.repeat(513),
}

async function allOf(engine: RecordEngine, collection: string, limit: number): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let cursor: string | undefined
  do {
    const page = await engine.page(collection, cursor, limit)
    for (const { id, text } of page.rows) found.set(id, text)
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

async function increment(engine: RecordEngine, times: number): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    await engine.transact('counting', [key('counter')], ([before = '0']) => ({
      changes: [text('counter', String(Number(before) + 1))],
      result: undefined,
    }))
  }
}

/** What every database under the store must do. */
export function engineContract(name: string, open: () => Promise<OpenedEngine>): void {
  describe(`${name} as an engine`, () => {
    test('gives back what was written, in the order asked for', async () => {
      await using db = await open()
      await db.engine.write([text('a', 'first'), text('b', 'second')])
      expect(await db.engine.read([key('b'), key('missing'), key('a')])).toEqual([
        'second',
        undefined,
        'first',
      ])
      expect(await db.engine.read([])).toEqual([])
    })

    test('gives back many at once as it does few', async () => {
      await using db = await open()
      const ids = Array.from({ length: 500 }, (_, at) => `many ${(at * 7) % 500}`)
      await db.engine.write(ids.map((id, at) => text(id, `text ${id}`, at % 5 === 0 ? past() : undefined)))
      await db.engine.write([{ key: key('many 7', 'others'), text: 'of others' }])
      const asked = [
        ...ids.flatMap((id) => [key(id), key(`no ${id}`)]),
        key('many 7', 'others'),
        key('many 7'),
      ]
      expect(await db.engine.read(asked)).toEqual([
        ...ids.flatMap((id, at) => [at % 5 === 0 ? undefined : `text ${id}`, undefined]),
        ...['of others', 'text many 7'],
      ])
    })

    test('replaces and removes', async () => {
      await using db = await open()
      await db.engine.write([text('a', 'old'), text('b', 'old')])
      await db.engine.write([text('a', 'new'), { key: key('b'), remove: true }])
      await db.engine.write([{ key: key('never there'), remove: true }])
      expect(await db.engine.read([key('a'), key('b')])).toEqual(['new', undefined])
    })

    test('tells the time of whoever keeps the records, here of this machine', async () => {
      await using db = await open()
      const before = Date.now()
      const time = await db.engine.now()
      expect(time).toBeGreaterThanOrEqual(before - 1)
      expect(time).toBeLessThanOrEqual(Date.now() + 1)
    })

    test('shows another connection what was written', async () => {
      await using db = await open()
      const other = await db.again()
      await db.engine.write([text('a', 'here')])
      expect(await other.read([key('a')])).toEqual(['here'])
    })

    test('keeps long and strange texts as they are', async () => {
      await using db = await open()
      const texts = ['', ':base64:aGk=', '{"v":1}', 'ü€😀\n\r\t', 'long '.repeat(50_000)]
      await db.engine.write(texts.map((content, at) => text(`t${at}`, content)))
      expect(await db.engine.read(texts.map((_, at) => key(`t${at}`)))).toEqual(texts)
    })

    test.each(oddKeys)('takes the odd key %j literally, as id and as collection', async (odd) => {
      await using db = await open()
      const keys = [key(odd), key('id', odd), key(odd, odd)]
      await db.engine.write(keys.map((key, at) => ({ key, text: `text ${at}` })))
      expect(await db.engine.read(keys)).toEqual(['text 0', 'text 1', 'text 2'])
      const rows = await allOf(db.engine, odd, 10)
      expect(rows).toEqual(
        new Map([
          ['id', 'text 1'],
          [odd, 'text 2'],
        ]),
      )
    })

    test('keeps apart keys that differ in one place', async () => {
      await using db = await open()
      const keys = oddKeys.flatMap((odd) => [key(odd), key(`${odd.slice(0, 500)}~`), key('same', odd)])
      await db.engine.write(keys.map((key, at) => ({ key, text: String(at) })))
      expect(await db.engine.read(keys)).toEqual(keys.map((_, at) => String(at)))
    })

    test.each(Object.entries(refusedKeys))('refuses %s as a key, everywhere', async (_, refused) => {
      await using db = await open()
      for (const bad of [key(refused), key('id', refused)]) {
        await expect(db.engine.read([key('a'), bad])).rejects.toThrow('well-formed')
        await expect(db.engine.write([text('a', 'new'), { key: bad, text: '' }])).rejects.toThrow(
          'well-formed',
        )
        await expect(db.engine.transact('scope', [bad], () => ({ changes: [], result: 0 }))).rejects.toThrow(
          'well-formed',
        )
      }
      await expect(db.engine.page(refused, undefined, 1)).rejects.toThrow('well-formed')
      await expect(db.engine.clear(refused)).rejects.toThrow('well-formed')
      expect(await db.engine.read([key('a')])).toEqual([undefined])
    })

    test('pages through 10,000 records without missing one', async () => {
      await using db = await open()
      const ids = Array.from({ length: 10_000 }, (_, at) => `${(at * 7_919) % 10_000}`)
      await db.engine.write(ids.map((id) => text(id, `text of ${id}`)))
      await db.engine.write([{ key: key('1', 'neighbour'), text: 'not mine' }])
      const found = await allOf(db.engine, 'notes', 700)
      expect(found.size).toBe(10_000)
      expect(ids.every((id) => found.get(id) === `text of ${id}`)).toBe(true)
    })

    test('pages to the end when the last page is full, and gives an empty page of an empty collection', async () => {
      await using db = await open()
      await db.engine.write([text('a', '1'), text('b', '2'), text('c', '3'), text('d', '4')])
      expect((await allOf(db.engine, 'notes', 2)).size).toBe(4)
      expect((await allOf(db.engine, 'empty', 2)).size).toBe(0)
    })

    test('clears one collection and no other', async () => {
      await using db = await open()
      await db.engine.write([text('a', '1'), text('b', '2'), { key: key('a', 'notes/1'), text: '3' }])
      await db.engine.clear('notes')
      expect(await db.engine.read([key('a'), key('b'), key('a', 'notes/1')])).toEqual([
        undefined,
        undefined,
        '3',
      ])
    })

    test('names the collections that begin alike', async () => {
      await using db = await open()
      const names = ['job', 'job/1', 'job/2', 'job/1/x', 'jobs', 'jo', 'job/\u{10FFFF}', 'k']
      await db.engine.write(
        names.flatMap((name) => ['a', 'b'].map((id) => ({ key: key(id, name), text: '' }))),
      )
      const found = await db.engine.collections('job/')
      expect([...found].sort()).toEqual(['job/1', 'job/1/x', 'job/2', 'job/\u{10FFFF}'])
      expect(await db.engine.collections('nothing')).toEqual([])
    })

    test('does not show what has expired', async () => {
      await using db = await open()
      await db.engine.write([text('over', 'x', past()), text('still', 'y', later()), text('always', 'z')])
      const keys = [key('over'), key('still'), key('always')]
      expect(await db.engine.read(keys)).toEqual([undefined, 'y', 'z'])
      expect([...(await allOf(db.engine, 'notes', 10)).keys()].sort()).toEqual(['always', 'still'])
      const seen = await db.engine.transact('scope', keys, (texts) => ({ changes: [], result: texts }))
      expect(seen).toEqual([undefined, 'y', 'z'])
    })

    test('a text without an end takes the place of one that had one', async () => {
      await using db = await open()
      await db.engine.write([text('a', 'x', past())])
      await db.engine.write([text('a', 'y')])
      expect(await db.engine.read([key('a')])).toEqual(['y'])
    })

    test('sweeps what has expired, a few at a time, and nothing else', async () => {
      await using db = await open()
      await db.engine.write([
        ...['1', '2', '3'].map((id) => text(id, 'x', past())),
        text('still', 'y', later()),
        text('always', 'z'),
      ])
      expect(await db.engine.sweepExpired(2)).toBe(2)
      expect(await db.engine.sweepExpired(2)).toBe(1)
      expect(await db.engine.sweepExpired(2)).toBe(0)
      expect(await db.engine.read([key('still'), key('always')])).toEqual(['y', 'z'])
    })

    test('a transaction reads, decides, and writes all of it', async () => {
      await using db = await open()
      await db.engine.write([text('a', '1'), text('b', '2')])
      const seen = await db.engine.transact('scope', [key('a'), key('c'), key('b')], (texts) => ({
        changes: [text('a', 'one'), { key: key('b'), remove: true }, text('c', 'three', later())],
        result: texts,
      }))
      expect(seen).toEqual(['1', undefined, '2'])
      expect(await db.engine.read([key('a'), key('b'), key('c')])).toEqual(['one', undefined, 'three'])
    })

    test('a transaction whose decision throws changes nothing and holds nobody up', async () => {
      await using db = await open()
      await db.engine.write([text('a', 'before')])
      const failing = db.engine.transact('scope', [key('a')], (): Decision<void> => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      const other = await db.again()
      await other.write([text('b', 'after')])
      expect(await db.engine.read([key('a'), key('b')])).toEqual(['before', 'after'])
    })

    test('a transaction that changes what it has not read is refused as a whole', async () => {
      await using db = await open()
      const careless = db.engine.transact('scope', [key('a')], () => ({
        changes: [text('a', 'x'), text('b', 'y')],
        result: undefined,
      }))
      await expect(careless).rejects.toThrow('only change what it has read')
      expect(await db.engine.read([key('a'), key('b')])).toEqual([undefined, undefined])
    })

    test('two connections that count at once lose no count', async () => {
      await using db = await open()
      await Promise.all([increment(db.engine, 500), increment(await db.again(), 500)])
      expect(await db.engine.read([key('counter')])).toEqual(['1000'])
    })

    test('runs work alone, and lets the next in when it has failed', async () => {
      await using db = await open()
      const failing = db.engine.exclusively(() => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await (await db.again()).exclusively(() => 'done')).toBe('done')
    })

    test('the last of several changes of one record holds', async () => {
      await using db = await open()
      await db.engine.write([text('a', '1'), text('a', '2'), text('b', '1'), { key: key('b'), remove: true }])
      expect(await db.engine.read([key('a'), key('b')])).toEqual(['2', undefined])
    })

    test('a closed engine throws', async () => {
      await using db = await open()
      const other = await db.again()
      await other.close()
      await expect(other.read([key('a')])).rejects.toThrow()
      await expect(other.write([text('a', '')])).rejects.toThrow()
      await expect(other.page('notes', undefined, 1)).rejects.toThrow()
    })
  })
}

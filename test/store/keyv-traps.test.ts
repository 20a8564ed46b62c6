import { Keyv } from 'keyv'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createLog } from '../../src/log.ts'
import { EngineKeyvStore } from '../../src/store/keyv-store.ts'
import { type Kind, put } from '../../src/store/record.ts'
import { createSweeper } from '../../src/store/sweeper.ts'
import { createFakeClock } from '../fake-clock.ts'
import { all, temporaryStore } from './stored.ts'

const note: Kind<string> = { name: 'note', schema: z.string() }
const list: Kind<readonly unknown[]> = { name: 'list', schema: z.array(z.unknown()) }

const colons = [':hello', '::', ':', ':base64:aGk=', ':bigint:12', '::base64:aGk=', 'plain', '']

/** Resolves once it is so; fails the test by its time limit. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate)
}

describe('a database that fails', () => {
  test('is an exception in every method of a collection, never a value', async () => {
    await using at = await temporaryStore()
    const notes = at.store.collection(note)
    await notes.set('1', 'kept')
    await at.store.close()
    await expect(notes.get('1')).rejects.toThrow('not open')
    await expect(notes.getMany(['1'])).rejects.toThrow('not open')
    await expect(notes.set('1', 'new')).rejects.toThrow('not open')
    await expect(notes.delete('1')).rejects.toThrow('not open')
    await expect(notes.clear()).rejects.toThrow('not open')
    await expect(all(notes.entries())).rejects.toThrow('not open')
    expect(await at.engine.read([{ collection: 'note', id: '1' }])).toEqual(['{"value":"kept"}'])
  })

  test('is an exception for a plain Keyv too', async () => {
    await using at = await temporaryStore()
    const keyv = new Keyv({ store: new EngineKeyvStore(at.engine, 'note') })
    await at.engine.close()
    await expect(keyv.get('1')).rejects.toThrow('not open')
    await expect(keyv.set('1', 'new')).rejects.toThrow('not open')
    await expect(keyv.has('1')).rejects.toThrow('not open')
  })

  test.each(['', 'a\0b', 'x'.repeat(513)])('so is a key that no database takes: %j', async (id) => {
    await using at = await temporaryStore()
    const notes = at.store.collection(note)
    await expect(notes.get(id)).rejects.toThrow('well-formed')
    await expect(notes.getMany(['1', id])).rejects.toThrow('well-formed')
    await expect(notes.set(id, 'text')).rejects.toThrow('well-formed')
    await expect(notes.delete(id)).rejects.toThrow('well-formed')
  })
})

describe('texts that look like something else to the serializer', () => {
  test.each(colons)('%j comes back from a collection', async (text) => {
    await using at = await temporaryStore()
    const notes = at.store.collection(note)
    await notes.set('1', text)
    expect(await notes.get('1')).toBe(text)
  })

  test.each(colons)(
    '%j written by a transaction is the same to a collection and to a plain Keyv',
    async (text) => {
      await using at = await temporaryStore()
      const key = { kind: list, id: '1' }
      const value = [text, { [text]: [text] }]
      await at.store.transact('scope', [key], () => ({ changes: [put(key, value)], result: undefined }))
      expect(await at.store.collection(list).get('1')).toEqual(value)
      expect(await new Keyv({ store: new EngineKeyvStore(at.engine, 'list') }).get('1')).toEqual(value)
    },
  )

  test.each(colons)('%j written by a plain Keyv is the same to a transaction', async (text) => {
    await using at = await temporaryStore()
    await new Keyv({ store: new EngineKeyvStore(at.engine, 'note') }).set('1', text)
    const read = await at.store.transact('scope', [{ kind: note, id: '1' }], ([found]) => ({
      changes: [],
      result: found,
    }))
    expect(read).toBe(text)
  })

  test('a transaction and a collection write the same bytes', async () => {
    await using at = await temporaryStore()
    const value = [':a', { b: undefined, c: [null, 1, ':bigint:1'] }]
    const key = { kind: list, id: 'transacted' }
    await at.store.collection(list).set('set', value)
    await at.store.transact('scope', [key], () => ({ changes: [put(key, value)], result: undefined }))
    const [set, transacted] = await at.engine.read([
      { collection: 'list', id: 'set' },
      { collection: 'list', id: 'transacted' },
    ])
    expect(transacted).toBe(set)
  })
})

describe('collections over one engine', () => {
  test('do not see each other, whichever was made last', async () => {
    await using at = await temporaryStore()
    const [first, second] = [at.store.collection(note, 'p_1'), at.store.collection(note, 'p_2')]
    await first.set('id', 'one')
    await second.set('id', 'two')
    await at.store.collection(note).set('id', 'none')
    expect([await first.get('id'), await second.get('id')]).toEqual(['one', 'two'])
    await first.clear()
    expect([await first.get('id'), await second.get('id')]).toEqual([undefined, 'two'])
    expect(await all(at.store.collection(note).entries())).toEqual([['id', 'none']])
  })

  test('stay where they are when a Keyv is given a namespace', async () => {
    await using at = await temporaryStore()
    const keyv = new Keyv({ store: new EngineKeyvStore(at.engine, 'note'), namespace: 'other' })
    await keyv.set('id', 'text')
    keyv.namespace = 'another'
    expect(await keyv.get('id')).toBe('text')
    expect(await at.store.collection(note).get('id')).toBe('text')
  })
})

describe('keys', () => {
  test.each(['note:1', 'note::1', 'note/1', 'keyv:1', ':1', ' 1 '])('%j stays as it is', async (id) => {
    await using at = await temporaryStore()
    const notes = at.store.collection(note)
    await notes.set(id, 'with')
    await notes.set('1', 'without')
    expect(await notes.getMany([id, '1'])).toEqual(['with', 'without'])
    expect(new Map(await all(notes.entries()))).toEqual(
      new Map([
        [id, 'with'],
        ['1', 'without'],
      ]),
    )
    expect((await at.engine.read([{ collection: 'note', id }]))[0]).toContain('with')
    await notes.delete(id)
    expect(await notes.getMany([id, '1'])).toEqual([undefined, 'without'])
  })
})

describe('a record with a time to live', () => {
  test('is there, then not, and is swept from the file', async () => {
    await using at = await temporaryStore()
    const notes = at.store.collection(note)
    await notes.set('short', 'text', 20)
    await notes.set('long', 'text', 60_000)
    await until(async () => (await notes.get('short')) === undefined)
    expect(await notes.getMany(['short', 'long'])).toEqual([undefined, 'text'])
    expect(await all(notes.entries())).toEqual([['long', 'text']])
    expect(await at.store.sweepExpired(10)).toBe(1)
    expect(await notes.get('long')).toBe('text')
  })

  test('leaves the file within the hour while Cruxgrid runs', async () => {
    await using at = await temporaryStore()
    const notes = at.store.collection(note)
    for (let i = 0; i < 600; i++) await notes.set(`short ${i}`, 'text', 20)
    await notes.set('long', 'text', 60_000)
    await until(async () => (await notes.get('short 599')) === undefined)
    const clock = createFakeClock('2026-11-23T12:00:00Z')
    const swept: number[] = []
    const store = {
      sweepExpired: async (limit: number) => {
        swept.push(await at.store.sweepExpired(limit))
        return swept.at(-1) ?? 0
      },
    }
    const sweeper = createSweeper({ store, clock, log: createLog('silent', false) })
    sweeper.start()
    await until(async () => swept.length === 1)
    clock.advance(1000)
    await until(async () => swept.length === 2)
    clock.advance(1000)
    await notes.set('another', 'text', 20)
    await until(async () => (await notes.get('another')) === undefined)
    clock.advance(3_600_000)
    await until(async () => swept.length === 3)
    await sweeper.stop()
    expect(swept).toEqual([500, 100, 1])
    expect(await notes.get('long')).toBe('text')
  })

  test('ends for everyone when a transaction says so', async () => {
    await using at = await temporaryStore()
    const [over, still] = [
      { kind: note, id: 'over' },
      { kind: note, id: 'still' },
    ]
    await at.store.transact('scope', [over, still], () => ({
      changes: [put(over, 'text', Date.now() - 1), put(still, 'text', Date.now() + 60_000)],
      result: undefined,
    }))
    expect(await at.store.collection(note).getMany(['over', 'still'])).toEqual([undefined, 'text'])
    const keyv = new Keyv({ store: new EngineKeyvStore(at.engine, 'note') })
    expect(await keyv.get(['over', 'still'])).toEqual([undefined, 'text'])
    expect(await keyv.getRaw('still')).toMatchObject({ expires: expect.any(Number) })
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'can not be asked for with %d ms',
    async (ttlMs) => {
      await using at = await temporaryStore()
      const notes = at.store.collection(note)
      await expect(notes.set('1', 'text', ttlMs)).rejects.toThrow(RangeError)
      expect(await notes.get('1')).toBeUndefined()
    },
  )
})

describe('a plain Keyv over a collection', () => {
  test('says what it has, gives many, and forgets', async () => {
    await using at = await temporaryStore()
    const keyv = new Keyv<string>({ store: new EngineKeyvStore(at.engine, 'note') })
    await keyv.setMany([
      { key: '1', value: 'one' },
      { key: '2', value: 'two' },
    ])
    expect(await keyv.hasMany(['1', '3'])).toEqual([true, false])
    expect(await keyv.has('2')).toBe(true)
    expect(await keyv.deleteMany(['1', '3'])).toEqual([true, false])
    expect(await keyv.delete('1')).toBe(false)
    expect(await keyv.get(['1', '2'])).toEqual([undefined, 'two'])
    await keyv.clear()
    expect(await all(keyv.iterator())).toEqual([])
  })

  test('without its serializer is refused', async () => {
    await using at = await temporaryStore()
    const keyv = new Keyv({ store: new EngineKeyvStore(at.engine, 'note'), serialization: false })
    await expect(keyv.set('1', 'text')).rejects.toThrow('serializer')
  })
})

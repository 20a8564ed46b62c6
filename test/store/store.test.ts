import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { UserError } from '../../src/chat/user-error.ts'
import { CorruptRecord, quarantine } from '../../src/store/quarantine.ts'
import { type Kind, put, removeKey } from '../../src/store/record.ts'
import { openStore } from '../../src/store/store.ts'
import { all, temporaryStore } from './stored.ts'

interface Head {
  readonly v: 1
  readonly votes: number
}
const head: Kind<Head> = { name: 'head', schema: z.object({ v: z.literal(1), votes: z.int() }) }
const ballot: Kind<string> = { name: 'ballot', schema: z.string().max(20) }

const headKey = { kind: head, scope: 'p_1', id: 'head' }
const ballotKey = (id: string) => ({ kind: ballot, scope: 'p_1', id })
const headRecord = { collection: 'head/p_1', id: 'head' }

const unreadable = {
  'not JSON': '{"value":{"v":1,"votes":',
  'no envelope': '"private words"',
  'an envelope without a value': '{"expires":1}',
  'nothing at all': '',
  'the word null': 'null',
  'not of its kind': '{"value":{"v":1,"votes":"private words"}}',
}

/** What `promise` is rejected with. */
async function faultOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (fault) {
    return fault
  }
  throw new Error('It was not rejected.')
}

describe('a collection', () => {
  test('lets other work go on while all of it is read, whatever takes long with each record', async () => {
    await using temporary = await temporaryStore()
    const records = temporary.store.collection(ballot, 'p_1')
    for (const id of ['a', 'b']) await records.set(id, id)
    const done: string[] = []
    setImmediate(() => done.push('other work'))
    for await (const [id] of records.entries()) {
      const start = performance.now()
      while (performance.now() < start + 11);
      done.push(id)
    }
    expect(done).toEqual(['a', 'other work', 'b'])
  })

  test('gives back values, and nothing for what is not there', async () => {
    await using at = await temporaryStore()
    const heads = at.store.collection(head)
    await heads.set('1', { v: 1, votes: 3 })
    expect(await heads.get('1')).toEqual({ v: 1, votes: 3 })
    expect(await heads.get('2')).toBeUndefined()
    expect(await heads.getMany(['2', '1'])).toEqual([undefined, { v: 1, votes: 3 }])
    expect(await heads.getMany([])).toEqual([])
    await heads.delete('1')
    expect(await heads.get('1')).toBeUndefined()
  })

  test('is read through its schema: what the kind does not know is left out', async () => {
    await using at = await temporaryStore()
    await at.engine.write([{ key: headRecord, text: '{"value":{"v":1,"votes":3,"color":"red"}}' }])
    expect(await at.store.collection(head, 'p_1').get('head')).toEqual({ v: 1, votes: 3 })
  })

  test('gives every one of many records once', async () => {
    await using at = await temporaryStore()
    const ids = Array.from({ length: 2_500 }, (_, index) => `${index}`)
    await at.engine.write(
      ids.map((id) => ({ key: { collection: 'ballot/p_1', id }, text: `{"value":"by ${id}"}` })),
    )
    const found = await all(at.store.collection(ballot, 'p_1').entries())
    expect(found.length).toBe(2_500)
    expect(new Map(found)).toEqual(new Map(ids.map((id) => [id, `by ${id}`])))
  })
})

describe('a record that can not be read', () => {
  test.each(Object.entries(unreadable))('because it is %s is an exception, never absent', async (_, text) => {
    await using at = await temporaryStore()
    await at.engine.write([{ key: headRecord, text }])
    const heads = at.store.collection(head, 'p_1')
    for (const reading of [
      heads.get('head'),
      heads.getMany(['other', 'head']),
      all(heads.entries()),
      at.store.transact('scope', [headKey], () => ({
        changes: [put(headKey, { v: 1, votes: 0 })],
        result: 0,
      })),
    ]) {
      const fault = await faultOf(reading)
      expect(fault).toBeInstanceOf(CorruptRecord)
      expect(fault).toMatchObject({ kind: 'head', scope: 'p_1', id: 'head' })
      expect(String(fault)).not.toContain('private words')
    }
    expect(await at.engine.read([headRecord])).toEqual([text])
  })

  test('because there is no value in it is not absent even to a kind that takes anything', async () => {
    await using at = await temporaryStore()
    const anything = { name: 'anything', schema: z.unknown() }
    await at.engine.write([{ key: { collection: 'anything', id: '1' }, text: '{}' }])
    expect(await faultOf(at.store.collection(anything).get('1'))).toBeInstanceOf(CorruptRecord)
  })

  test('is copied to quarantine once, with where it was and why, and reported each time', async () => {
    await using at = await temporaryStore()
    const text = unreadable['not of its kind']
    await at.engine.write([{ key: headRecord, text }])
    const heads = at.store.collection(head, 'p_1')
    const before = Date.now()
    await faultOf(heads.get('head'))
    const after = Date.now()
    while (Date.now() === after);
    await faultOf(heads.get('head'))
    const copies = await all(at.store.collection(quarantine).entries())
    expect(copies.map(([, copy]) => copy)).toEqual([
      { v: 1, ...headRecord, text, at: expect.any(Number), why: expect.stringContaining('votes') },
    ])
    expect(copies[0]?.[1].at).toBeGreaterThanOrEqual(before)
    expect(copies[0]?.[1].at).toBeLessThanOrEqual(after)
    expect(at.reported.map(({ id }) => id)).toEqual(['head', 'head'])
  })

  test('is copied again when it is another text', async () => {
    await using at = await temporaryStore()
    const heads = at.store.collection(head, 'p_1')
    for (const text of ['first', 'second']) {
      await at.engine.write([{ key: headRecord, text }])
      await faultOf(heads.get('head'))
    }
    const copies = await all(at.store.collection(quarantine).entries())
    expect(copies.map(([, { text }]) => text).sort()).toEqual(['first', 'second'])
  })

  test('is left out of the entries when somebody is told, and the others are given', async () => {
    await using at = await temporaryStore()
    const ballots = at.store.collection(ballot, 'p_1')
    await ballots.set('a', 'yes')
    await ballots.set('c', 'no')
    await at.engine.write([{ key: { collection: 'ballot/p_1', id: 'b' }, text: 'damaged' }])
    const corrupt: string[] = []
    const found = await all(ballots.entries((id) => corrupt.push(id)))
    expect(new Map(found)).toEqual(
      new Map([
        ['a', 'yes'],
        ['c', 'no'],
      ]),
    )
    expect(corrupt).toEqual(['b'])
    expect((await all(at.store.collection(quarantine).entries())).length).toBe(1)
  })

  test('can be replaced', async () => {
    await using at = await temporaryStore()
    await at.engine.write([{ key: headRecord, text: 'damaged' }])
    const heads = at.store.collection(head, 'p_1')
    await heads.set('head', { v: 1, votes: 0 })
    expect(await heads.get('head')).toEqual({ v: 1, votes: 0 })
  })

  test('keeps a transaction from changing anything else', async () => {
    await using at = await temporaryStore()
    await at.engine.write([{ key: headRecord, text: 'damaged' }])
    const key = ballotKey('ada')
    const voting = at.store.transact('poll:p_1', [key, headKey], () => ({
      changes: [put(key, 'yes')],
      result: undefined,
    }))
    await expect(voting).rejects.toThrow(CorruptRecord)
    expect(await at.store.collection(ballot, 'p_1').get('ada')).toBeUndefined()
  })
})

describe('a transaction', () => {
  test('decides on typed values of several kinds and changes them together', async () => {
    await using at = await temporaryStore()
    const voters = ['ada', 'ben', 'cy']
    await at.store.collection(head, 'p_1').set('head', { v: 1, votes: 1 })
    await at.store.collection(ballot, 'p_1').set('ben', 'no')

    const added = await at.store.transact(
      'poll:p_1',
      [headKey, ...voters.map(ballotKey)],
      ([poll, ...ballots]) => {
        const votes: number = poll?.votes ?? 0
        const known: (string | undefined)[] = ballots
        const fresh = voters.filter((_, index) => known[index] === undefined)
        return {
          changes: [
            put(headKey, { v: 1, votes: votes + fresh.length }),
            ...fresh.map((voter) => put(ballotKey(voter), 'yes')),
            removeKey(ballotKey('ben')),
          ],
          result: fresh,
        }
      },
    )

    expect(added satisfies string[]).toEqual(['ada', 'cy'])
    expect(await at.store.collection(head, 'p_1').get('head')).toEqual({ v: 1, votes: 3 })
    expect(await at.store.collection(ballot, 'p_1').getMany(voters)).toEqual(['yes', undefined, 'yes'])
  })

  test('gives what was decided, whichever of several answers it is', async () => {
    await using at = await temporaryStore()
    const vote = (limit: number) =>
      at.store.transact('poll:p_1', [headKey], ([poll = { v: 1, votes: 0 }]) => {
        if (poll.votes >= limit) return { changes: [], result: { kind: 'full' } as const }
        const votes = poll.votes + 1
        return { changes: [put(headKey, { v: 1, votes })], result: { kind: 'stored', votes } as const }
      })
    expect(await vote(1)).toEqual({ kind: 'stored', votes: 1 })
    expect(await vote(1)).toEqual({ kind: 'full' })
  })

  test('only takes values of the kind', () => {
    // @ts-expect-error A head has no such votes.
    put(headKey, { v: 1, votes: 'many' })
  })

  test('passes on what the decision throws and changes nothing', async () => {
    await using at = await temporaryStore()
    const refusal = new UserError('The round is closed.', 'Ask for another.')
    const voting = at.store.transact('poll:p_1', [headKey], () => {
      throw refusal
    })
    expect(await faultOf(voting)).toBe(refusal)
    expect(await at.store.collection(head, 'p_1').get('head')).toBeUndefined()
  })

  test('takes a record that may be taken once from all but one of those who ask at once', async () => {
    await using at = await temporaryStore()
    const key = ballotKey('state')
    await at.store.collection(ballot, 'p_1').set('state', 'secret')
    const take = () =>
      at.store.transact('state', [key], ([found]) => ({ changes: [removeKey(key)], result: found }))
    const taken = await Promise.all([take(), take(), take()])
    expect(taken.filter((found) => found !== undefined)).toEqual(['secret'])
  })
})

describe('the store', () => {
  test('works until it is closed', async () => {
    await using at = await temporaryStore()
    expect(await at.store.isWorking()).toBe(true)
    await at.store.close()
    expect(await at.store.isWorking()).toBe(false)
  })

  test('does not work while the disk is full, although it can be read, and works again afterwards', async () => {
    await using at = await temporaryStore()
    const ballots = at.store.collection(ballot, 'p_1')
    await ballots.set('before', 'kept')
    const disk = new DatabaseSync(at.path)
    for (const act of ['insert', 'update'])
      disk.exec(
        `create trigger full_${act} before ${act} on record begin select raise(fail, 'disk is full'); end`,
      )
    await expect(ballots.set('after', 'lost')).rejects.toThrow('disk is full')
    expect(await at.store.isWorking()).toBe(false)
    await at.store.transact('reading', [ballotKey('before')], ([found]) => ({ changes: [], result: found }))
    expect(await at.store.isWorking()).toBe(false)
    expect(await ballots.get('before')).toBe('kept')
    disk.exec('drop trigger full_insert; drop trigger full_update')
    disk.close()
    expect(await at.store.isWorking()).toBe(true)
  })

  test.each(['', 'sqlite:', 'cruxgrid.db', 'mysql://bot:private@db/cruxgrid'])(
    'is not opened at %j, and a password in it is not repeated',
    async (url) => {
      const fault = await faultOf(openStore(url))
      expect(fault).toBeInstanceOf(UserError)
      expect(String(fault)).toContain('DATABASE_URL')
      expect(String(fault)).not.toContain('private')
    },
  )
})

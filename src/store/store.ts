import { createHash } from 'node:crypto'
import { jsonSerializer, Keyv, type KeyvSerializationAdapter } from 'keyv'
import { z } from 'zod'
import { UserError } from '../user-error.ts'
import { checkKeys, type Decision, type RecordChange, type RecordEngine, type RecordKey } from './engine.ts'
import { EngineKeyvStore } from './keyv-store.ts'
import { createSqliteEngine } from './sqlite.ts'

/** A kind of record: its collection's name and what its values look like. */
export interface Kind<Value> {
  readonly name: string
  readonly schema: z.core.$ZodType<Value>
}

/** What `put` and `removal` make, for `transact` to do. */
export type Change = RecordChange

/** Where one record is: in the collection of its kind, or in the part of it that belongs to `scope`. */
export interface TypedKey<Value> {
  readonly kind: Kind<Value>
  readonly scope?: string | undefined
  readonly id: string
}

/** What the records under `Keys` hold, in the same order. */
export type Values<Keys extends readonly TypedKey<unknown>[]> = {
  [At in keyof Keys]: Keys[At] extends TypedKey<infer Value> ? Value | undefined : never
}

/** The records of a kind, for what needs no transaction. Every method throws when the database fails. */
export interface Collection<Value> {
  /** @throws CorruptRecord */
  get(id: string): Promise<Value | undefined>
  /** In the order of `ids`. @throws CorruptRecord when one of them is. */
  getMany(ids: readonly string[]): Promise<(Value | undefined)[]>
  /** On disk when it resolves. @param ttlMs More than 0; without it the record stays. */
  set(id: string, value: Value, ttlMs?: number): Promise<void>
  delete(id: string): Promise<void>
  /** Removes all of them. */
  clear(): Promise<void>
  /**
   * Every record once, in no order, read in pages.
   *
   * @param onCorrupt Told of each record that can't be read, which is then left out.
   * @throws CorruptRecord at the first one that can't be read, without `onCorrupt`.
   */
  entries(onCorrupt?: (id: string) => void): AsyncIterable<[id: string, value: Value]>
}

/** Everything Cruxgrid keeps. */
export interface Store {
  collection<Value>(kind: Kind<Value>, scope?: string): Collection<Value>
  /**
   * Reads the records under `keys`, decides, and writes all or nothing, alone within the scope; on disk when it
   * resolves. Changes are made by `put` and `removal`.
   *
   * @param keys Any number of any kinds: `[head, ...ballots]` gives `decide` a tuple of the same shape.
   * @param decide Synchronous and pure, for it may run more than once. Every key it changes must be among `keys`,
   *   and a key must always be changed under the same scope.
   * @throws CorruptRecord when one of the records can't be read; nothing is changed then.
   */
  transact<const Keys extends readonly TypedKey<unknown>[], Decided extends Decision<unknown>>(
    scope: string,
    keys: Keys,
    decide: (values: Values<Keys>) => Decided,
  ): Promise<Decided['result']>
  /** Removes up to `limit` records whose time is over, which nobody sees any more, and says how many. */
  sweepExpired(limit: number): Promise<number>
  /** Whether a read gets an answer. */
  isWorking(): Promise<boolean>
  close(): Promise<void>
}

/** A record that is there but can't be read. Its text is kept in `quarantine`, and the record is as it was. */
export class CorruptRecord extends Error {
  /** The kind's name. */
  readonly kind: string
  readonly scope: string | undefined
  readonly id: string

  constructor(key: TypedKey<unknown>) {
    super(`The record ${key.id} of ${collectionOf(key)} can't be read; a copy is in ${quarantine.name}.`)
    this.name = 'CorruptRecord'
    this.kind = key.kind.name
    this.scope = key.scope
    this.id = key.id
  }
}

/** Texts that could not be read, where from, when (ms since 1970) and why. One record for each different text. */
export const quarantine = {
  name: 'quarantine',
  schema: z
    .object({
      v: z.literal(1),
      collection: z.string(),
      id: z.string(),
      at: z.int(),
      why: z.string(),
      text: z.string(),
    })
    .readonly(),
}

/** For `transact`: the record holds `value` from now on. @param expires In ms since 1970; without it, it stays. */
export function put<Value>(key: TypedKey<Value>, value: NoInfer<Value>, expires?: number): Change {
  const text = jsonSerializer.stringify({ value, expires })
  return { key: recordKey(key), text, ...(expires !== undefined && { expires }) }
}

/** For `transact`: the record is gone from now on. */
export function removal(key: TypedKey<unknown>): Change {
  return { key: recordKey(key), remove: true }
}

/**
 * Opens what DATABASE_URL names, such as `sqlite:data/cruxgrid.db`.
 *
 * @param onQuarantine Told of each record that can't be read, each time somebody tries.
 * @throws UserError when there is no such database or it is not for this program.
 */
export async function openStore(
  url: string,
  onQuarantine: (found: CorruptRecord) => void = () => {},
): Promise<Store> {
  const engine = createEngine(url)
  await engine.open()

  /** @returns what to throw, once the text is safe. */
  async function setAside(key: TypedKey<unknown>, misfit: Misfit): Promise<CorruptRecord> {
    await copyToQuarantine(engine, recordKey(key), misfit)
    const fault = new CorruptRecord(key)
    onQuarantine(fault)
    return fault
  }

  return {
    collection: (kind, scope) =>
      createCollection({ kind, scope }, createKeyv(engine, { kind, scope }), setAside),

    async transact(scope, keys, decide) {
      try {
        return await engine.transact(scope, keys.map(recordKey), (texts) => {
          const values = keys.map((key, at) => decodeUnder(key, texts[at]))
          return decide(values as Values<typeof keys>)
        })
      } catch (fault) {
        throw fault instanceof MisfitUnder ? await setAside(fault.key, fault.misfit) : fault
      }
    },

    sweepExpired: (limit) => engine.sweepExpired(limit),

    async isWorking() {
      try {
        await engine.read([{ collection: quarantine.name, id: 'any' }])
        return true
      } catch {
        return false
      }
    },

    close: () => engine.close(),
  }
}

function createEngine(url: string): RecordEngine {
  const path = /^sqlite:(?<path>.+)$/s.exec(url)?.groups?.path
  if (path !== undefined) return createSqliteEngine(path)
  // Not the whole URL: there may be a password in it.
  throw new UserError(
    `DATABASE_URL names no database that Cruxgrid knows (it begins with “${url.slice(0, url.indexOf(':') + 1)}”).`,
    'Set it to sqlite: and a path, such as sqlite:data/cruxgrid.db.',
  )
}

/** Where the records of one collection are. */
type Place<Value> = Omit<TypedKey<Value>, 'id'>

function createCollection<Value>(
  place: Place<Value>,
  keyv: Keyv<Value | Misfit>,
  setAside: (key: TypedKey<unknown>, misfit: Misfit) => Promise<CorruptRecord>,
): Collection<Value> {
  const keyOf = (id: string): TypedKey<Value> => ({ ...place, id })
  // Keyv itself answers for an empty key, as if it were absent.
  const check = (ids: readonly string[]) => checkKeys(ids.map((id) => recordKey(keyOf(id))))

  return {
    async get(id) {
      check([id])
      const found = await keyv.get(id)
      if (found instanceof Misfit) throw await setAside(keyOf(id), found)
      return found
    },
    async getMany(ids) {
      check(ids)
      const stored = await keyv.getMany([...ids])
      const values: (Value | undefined)[] = []
      for (const [at, id] of ids.entries()) {
        const found = stored[at]
        if (found instanceof Misfit) throw await setAside(keyOf(id), found)
        values.push(found)
      }
      return values
    },
    async set(id, value, ttlMs) {
      check([id])
      // Keyv would take any of these to mean that the record stays.
      if (ttlMs !== undefined && !(ttlMs > 0 && ttlMs < Infinity)) throw new RangeError(`ttlMs is ${ttlMs}`)
      await keyv.set(id, value, ttlMs)
    },
    async delete(id) {
      check([id])
      await keyv.delete(id)
    },
    clear: () => keyv.clear(),
    async *entries(onCorrupt) {
      for await (const [id, stored] of keyv.iterator()) {
        const found: Value | Misfit = stored
        if (!(found instanceof Misfit)) {
          yield [id, found]
          continue
        }
        const fault = await setAside(keyOf(id), found)
        if (onCorrupt === undefined) throw fault
        onCorrupt(id)
      }
    },
  }
}

/** A Keyv whose every failure is thrown, and that reads what can't be read as a `Misfit`, never as absent. */
function createKeyv<Value>(engine: RecordEngine, place: Place<Value>): Keyv<Value | Misfit> {
  const serialization: KeyvSerializationAdapter = {
    stringify: (envelope) => jsonSerializer.stringify(envelope),
    // Keyv's own type lets whoever reads name the type, so it can't be met without a cast.
    parse: <T>(text: string) => ({ value: decode(place.kind, text) }) as T,
  }
  const keyv = new Keyv<Value | Misfit>({
    store: new EngineKeyvStore(engine, collectionOf(place)),
    serialization,
    // The engine leaves out what has expired. Keyv would delete it, and with it what was written since.
    checkExpired: false,
  })
  // A listener that stays quiet would turn a failed read into "not there" and a failed write into `false`.
  keyv.on('error', (fault: unknown) => {
    throw fault instanceof Error ? fault : new Error(String(fault))
  })
  return keyv
}

/** A text that is there but is not what it should be. */
class Misfit {
  readonly text: string
  readonly why: string

  constructor(text: string, why: string) {
    this.text = text
    this.why = why
  }
}

/** The value in a stored text `{ value, expires? }`, which Keyv and `put` write alike. Never throws. */
function decode<Value>(kind: Kind<Value>, text: string): Value | Misfit {
  const envelope = parse(text)
  if (envelope instanceof Misfit) return envelope
  if (typeof envelope !== 'object' || envelope === null || !('value' in envelope)) {
    return new Misfit(text, 'There is no value in it.')
  }
  const parsed = z.safeParse(kind.schema, envelope.value)
  return parsed.success ? parsed.data : new Misfit(text, z.prettifyError(parsed.error))
}

/** Leaves a transaction; never leaves this file, for it holds the text. */
class MisfitUnder extends Error {
  readonly key: TypedKey<unknown>
  readonly misfit: Misfit

  constructor(key: TypedKey<unknown>, misfit: Misfit) {
    super()
    this.key = key
    this.misfit = misfit
  }
}

function decodeUnder(key: TypedKey<unknown>, text: string | undefined): unknown {
  const value = text === undefined ? undefined : decode(key.kind, text)
  if (value instanceof Misfit) throw new MisfitUnder(key, value)
  return value
}

function parse(text: string): unknown {
  try {
    return hasMarked(text) ? jsonSerializer.parse<unknown>(text) : JSON.parse(text)
  } catch (fault) {
    return new Misfit(text, String(fault))
  }
}

/**
 * Whether a string in the text may begin with a colon: Keyv marks what is no plain JSON so, and doubles the colon of
 * strings that have one. Looking at each value of a text without any would take most of the time of a vote's read.
 */
const hasMarked = (text: string): boolean => /[:[,]":/.test(text)

/** Keeps the text where nothing overwrites it. */
async function copyToQuarantine(engine: RecordEngine, key: RecordKey, { text, why }: Misfit): Promise<void> {
  const { collection, id } = key
  // The same text has the same id, so that a record which is read often is not copied often.
  const digest = createHash('sha256').update([collection, id, text].join('\0')).digest('hex')
  const copy = { kind: quarantine, id: digest }
  await engine.transact(`quarantine:${digest}`, [recordKey(copy)], ([known]) => {
    const found = { v: 1, collection, id, at: Date.now(), why, text } as const
    return { changes: known === undefined ? [put(copy, found)] : [], result: undefined }
  })
}

const collectionOf = ({ kind, scope }: Place<unknown>) =>
  scope === undefined ? kind.name : `${kind.name}/${scope}`

const recordKey = (key: TypedKey<unknown>): RecordKey => ({ collection: collectionOf(key), id: key.id })

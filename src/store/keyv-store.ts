import { Hookified } from 'hookified'
import {
  type KeyvStorageAdapter,
  type KeyvStorageCapability,
  type KeyvStorageEntry,
  keyvStorageCapability,
} from 'keyv'
import { createBreaks } from '../time/breaks.ts'
import type { RecordChange, RecordEngine, RecordKey } from './engines/engine.ts'

const pageSize = 1_000

/**
 * Adapts one collection of an engine to Keyv. Each Keyv needs its own, because Keyv sets properties on it. Keys reach the
 * engine unchanged, and a namespace set on the Keyv has no effect.
 */
export class EngineKeyvStore extends Hookified implements KeyvStorageAdapter {
  readonly #engine: RecordEngine
  readonly #collection: string

  constructor(engine: RecordEngine, collection: string) {
    super()
    this.#engine = engine
    this.#collection = collection
  }

  /** Declares to Keyv that `expires` is a point in time and that the engine enforces it. */
  get capabilities(): KeyvStorageCapability {
    return keyvStorageCapability(this)
  }

  async get(id: string): Promise<string | undefined> {
    const [text] = await this.getMany([id])
    return text
  }

  getMany(ids: string[]): Promise<(string | undefined)[]> {
    return this.#engine.read(ids.map((id) => this.#key(id)))
  }

  async has(id: string): Promise<boolean> {
    return (await this.get(id)) !== undefined
  }

  async hasMany(ids: string[]): Promise<boolean[]> {
    const texts = await this.getMany(ids)
    return texts.map((text) => text !== undefined)
  }

  async set(id: string, text: unknown, expires?: number): Promise<boolean> {
    await this.#engine.write([this.#change(id, text, expires)])
    return true
  }

  /** All or nothing. */
  async setMany(entries: KeyvStorageEntry<unknown>[]): Promise<boolean[]> {
    await this.#engine.write(entries.map(({ key, value, expires }) => this.#change(key, value, expires)))
    return entries.map(() => true)
  }

  /** @returns whether the record existed. */
  async delete(id: string): Promise<boolean> {
    const [existed = false] = await this.deleteMany([id])
    return existed
  }

  async deleteMany(ids: string[]): Promise<boolean[]> {
    const existed = await this.hasMany(ids)
    await this.#engine.write(ids.map((id) => ({ key: this.#key(id), remove: true })))
    return existed
  }

  clear(): Promise<void> {
    return this.#engine.clear(this.#collection)
  }

  /** Every record once, in no particular order. Whatever is done with each, other work goes on meanwhile. */
  async *iterator<Value>(): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const seen = new Set<string>()
    const takeBreak = createBreaks()
    let cursor: string | undefined
    do {
      const page = await this.#engine.page(this.#collection, cursor, pageSize)
      for (const { id, text } of page.rows) {
        if (seen.has(id)) continue
        if (seen.size > 0) await takeBreak()
        seen.add(id)
        yield [id, text]
      }
      cursor = page.cursor
    } while (cursor !== undefined)
  }

  #key(id: string): RecordKey {
    return { collection: this.#collection, id }
  }

  #change(id: string, text: unknown, expires: number | undefined): RecordChange {
    if (typeof text !== 'string') throw new TypeError('A Keyv over this store needs its serializer.')
    return { key: this.#key(id), text, ...(expires !== undefined && { expires }) }
  }
}

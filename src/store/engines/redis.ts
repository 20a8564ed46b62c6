import { setTimeout } from 'node:timers/promises'
import {
  checkDecision,
  checkKeyPart,
  checkKeys,
  type Decision,
  type RecordEngine,
  type RecordKey,
} from './engine.ts'
import { databaseUnreachable } from './errors.ts'
import { createRedisConnection, type RedisConnection } from './redis-connection.ts'
import { textIn } from './redis-keys.ts'
import { checkRedis, prepareRedis } from './redis-layout.ts'
import { runLocked } from './redis-lock.ts'
import { rewriteLog } from './redis-log.ts'
import { createRedisRecords, type RedisRecords } from './redis-records.ts'
import { readAllOf } from './redis-snapshot.ts'
import { createScopeTurns } from './scope-turns.ts'
import type { ServerOptions } from './server-options.ts'
import { readServerUrl, whereOf } from './server-url.ts'
import { StorageError } from './storage-error.ts'

/** Tries without a pause. */
const eagerTries = 3
/** Maximum pause between two more tries. */
const maxPauseMs = 20

interface Opened {
  readonly connection: RedisConnection
  readonly records: RedisRecords
}

/** Records in a Redis or Valkey server, for any number of processes; docs/storage.md section 11. */
export function createRedisEngine(address: string, options: ServerOptions): RecordEngine {
  const url = readServerUrl(address)
  const where = whereOf(url)
  const inTurn = createScopeTurns(options.answerMs)
  let opened: Opened | undefined

  function use(): Opened {
    if (opened === undefined) throw new Error(`The database ${where} is not open.`)
    return opened
  }

  async function close(): Promise<void> {
    const closing = opened?.connection.close()
    opened = undefined
    await closing
  }

  return {
    close,
    async open() {
      if (opened !== undefined) return
      const connection = createRedisConnection(url, options)
      opened = { connection, records: createRedisRecords(connection, options.isOrdered) }
      try {
        await checkRedis(connection, where, options.warn)
        await prepareRedis(connection, where)
      } catch (fault) {
        await close()
        throw fault instanceof StorageError ? databaseUnreachable(where, fault.message) : fault
      }
    },
    async read(keys) {
      checkKeys(keys)
      return toTexts(await use().records.readStored(keys))
    },
    async write(changes) {
      checkKeys(changes.map(({ key }) => key))
      if (changes.length > 0) await use().records.writeIf([], changes)
    },
    async page(collection, cursor = '0', limit) {
      checkKeyPart(collection)
      const { rows, next } = await use().records.page(collection, cursor, limit)
      return next === '0' ? { rows } : { rows, cursor: next }
    },
    async range(collection, ...where) {
      checkKeyPart(collection)
      if (!options.isOrdered(collection)) throw new Error(`${collection} is not kept in order.`)
      return use().records.range(collection, ...where)
    },
    async clear(collection) {
      checkKeyPart(collection)
      await use().records.clear(collection)
    },
    async collections(prefix) {
      return use().records.collections(prefix)
    },
    readAll: (take) => readAllOf(use(), take),
    async transact(scope, keys, decide) {
      checkKeys(keys)
      return inTurn(scope, () => transact(use().records, keys, decide, 2 * options.answerMs))
    },
    compact: () => rewriteLog(use().connection),
    exclusively: (work) => runLocked(use().connection, work),
    async sweepExpired(limit) {
      let removed = 0
      for (;;) {
        const { found, removed: more } = await use().records.sweep(limit - removed)
        removed += more
        // Records that were cleared, or written again without an end, are found once and not counted.
        if (found === 0 || removed === limit) return removed
      }
    },
    async now() {
      const [seconds, microseconds] = (await use().connection.send(['TIME'])) as string[]
      return Number(seconds) * 1000 + Number(microseconds) / 1000
    },
    // Removed records are in the server's log until it is rewritten.
    clearRemoved: async () => true,
  }
}

/** Decides and writes, again and again, until nobody has changed in between what was read. */
async function transact<Result>(
  { readStored, writeIf }: RedisRecords,
  keys: readonly RecordKey[],
  decide: (texts: readonly (string | undefined)[]) => Decision<Result>,
  maxMs: number,
): Promise<Result> {
  const endsAt = performance.now() + maxMs
  for (let tries = 1; ; tries++) {
    const read = await readStored(keys)
    const decision = decide(toTexts(read))
    checkDecision(keys, decision)
    if (decision.changes.length === 0 || (await writeIf(read, decision.changes))) return decision.result
    if (performance.now() > endsAt)
      throw new StorageError('others keep changing the same records', 'unchanged')
    if (tries >= eagerTries) await setTimeout(Math.random() * maxPauseMs)
  }
}

function toTexts(stored: readonly { readonly field: string | null }[]): (string | undefined)[] {
  const now = Date.now()
  return stored.map(({ field }) => (field === null ? undefined : textIn(field, now)))
}

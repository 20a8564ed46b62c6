import { setTimeout } from 'node:timers/promises'
import {
  checkDecision,
  checkKeyPart,
  checkKeys,
  type Decision,
  type RecordChange,
  type RecordEngine,
  type RecordKey,
} from './engine.ts'
import { databaseUnreachable } from './errors.ts'
import { createRedisConnection, type RedisConnection } from './redis-connection.ts'
import { textIn } from './redis-keys.ts'
import { createLastSeen, type LastSeen } from './redis-last-seen.ts'
import { checkRedis, prepareRedis } from './redis-layout.ts'
import { runLocked } from './redis-lock.ts'
import { rewriteLog } from './redis-log.ts'
import { createRedisRecords, type RedisRecords, type Stored } from './redis-records.ts'
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
  readonly lastSeen: LastSeen
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
      const records = createRedisRecords(connection, options.isOrdered)
      opened = { connection, records, lastSeen: createLastSeen() }
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
      return inTurn(scope, () => transact(use(), keys, decide, 2 * options.answerMs))
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

/**
 * Decides and writes, again and again, until nobody has changed in between what was read. While the server answers, records
 * that were seen here before are not read first: mostly nobody else has changed them, and the writing finds it out. After a
 * pause they are, because of a server that has gone meanwhile a read says that nothing has changed, and a write doesn't.
 */
async function transact<Result>(
  { connection, records: { readStored, writeIf }, lastSeen }: Opened,
  keys: readonly RecordKey[],
  decide: (texts: readonly (string | undefined)[]) => Decision<Result>,
  maxMs: number,
): Promise<Result> {
  const endsAt = performance.now() + maxMs
  async function write(expected: readonly Stored[], changes: readonly RecordChange[]) {
    const written = await writeIf(expected, changes)
    lastSeen.note(written.now)
    return written
  }

  let found: readonly Stored[] | undefined
  const guess = connection.isAnswering() ? lastSeen.guess(keys) : undefined
  const guessed = guess && decideOnGuess(keys, guess, decide)
  if (guess !== undefined && guessed !== undefined) {
    const { isWritten, now } = await write(guess, guessed.changes)
    if (isWritten) return guessed.result
    found = now
  }
  found ??= await readStored(keys)
  for (let tries = 1; ; tries++) {
    const decision = decide(toTexts(found))
    checkDecision(keys, decision)
    if (decision.changes.length === 0) return decision.result
    const { isWritten, now } = await write(found, decision.changes)
    if (isWritten) return decision.result
    found = now
    if (performance.now() > endsAt)
      throw new StorageError('others keep changing the same records', 'unchanged')
    if (tries >= eagerTries) await setTimeout(Math.random() * maxPauseMs)
  }
}

/** @returns `undefined` if nothing would be written, so that nothing would find the guess wrong. */
function decideOnGuess<Result>(
  keys: readonly RecordKey[],
  guess: readonly Stored[],
  decide: (texts: readonly (string | undefined)[]) => Decision<Result>,
): Decision<Result> | undefined {
  try {
    const decision = decide(toTexts(guess))
    checkDecision(keys, decision)
    return decision.changes.length === 0 ? undefined : decision
  } catch {
    // It decides again on what the records are, and throws then if it must.
    return undefined
  }
}

function toTexts(stored: readonly { readonly field: string | null }[]): (string | undefined)[] {
  const now = Date.now()
  return stored.map(({ field }) => (field === null ? undefined : textIn(field, now)))
}

import { existsSync } from 'node:fs'
import { chooseEngine } from '../engines/choose-engine.ts'
import type { RecordEngine } from '../engines/engine.ts'
import { databaseMissing, databaseUnreachable } from '../engines/errors.ts'
import { defaultPoolSize, serverTimes } from '../engines/server-options.ts'
import { nameOfUrl, pathOf } from '../engines/server-url.ts'
import { explainFault } from '../engines/sqlite-fault.ts'
import { StorageError } from '../engines/storage-error.ts'
import { requireWhole } from '../half-copy.ts'
import { isOrdered } from '../ordered.ts'
import type { DatabaseKind } from './errors.ts'

/** A database while it is copied, or copied into. */
export interface Database extends AsyncDisposable {
  /** Its path or address, without user and password. */
  readonly name: string
  readonly kind: DatabaseKind
  /** Its failures are errors for the operator. */
  readonly engine: RecordEngine
}

/** @param warn Takes what the operator of a server should know. */
export async function openTarget(url: string, warn: (message: string) => void): Promise<Database> {
  const engine = await chooseEngine(url, { ...serverTimes, poolSize: defaultPoolSize, warn, isOrdered })
  const explained = explainFaults(engine, url)
  await explained.open()
  return {
    name: nameOfUrl(url),
    kind: kindOf(url),
    engine: explained,
    [Symbol.asyncDispose]: () => engine.close(),
  }
}

/** As {@link openTarget}. @throws UserError if there is no such database, or it holds only a part of what it should. */
export async function openSource(url: string, warn: (message: string) => void): Promise<Database> {
  const path = pathOf(url)
  if (path !== undefined && !existsSync(path)) throw databaseMissing(path)
  const database = await openTarget(url, warn)
  try {
    await requireWhole(database.engine, database.name)
    return database
  } catch (fault) {
    await database[Symbol.asyncDispose]()
    throw fault
  }
}

function kindOf(url: string): DatabaseKind {
  if (pathOf(url) !== undefined) return 'file'
  return url.startsWith('postgres') ? 'postgres' : 'redis'
}

function explainFaults(engine: RecordEngine, url: string): RecordEngine {
  async function explained<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work
    } catch (fault) {
      if (fault instanceof StorageError) throw databaseUnreachable(nameOfUrl(url), fault.message)
      throw explainFault(fault, pathOf(url) ?? 'a temporary file') ?? fault
    }
  }
  return {
    ...engine,
    open: () => explained(engine.open()),
    read: (keys) => explained(engine.read(keys)),
    write: (changes) => explained(engine.write(changes)),
    clear: (collection) => explained(engine.clear(collection)),
    collections: (prefix) => explained(engine.collections(prefix)),
    sweepExpired: (limit) => explained(engine.sweepExpired(limit)),
    readAll: (take) => explained(engine.readAll(take)),
  }
}

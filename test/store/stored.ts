import { join } from 'node:path'
import type { RecordEngine } from '../../src/store/engines/engine.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import type { CorruptRecord } from '../../src/store/quarantine.ts'
import { openStore } from '../../src/store/store.ts'
import { directoryOnDisk } from './temporary-directory.ts'

/** A store on a new file, and the engine's own view of the same file. */
export async function temporaryStore() {
  const directory = await directoryOnDisk()
  const path = join(directory.path, 'cruxgrid.db')
  const reported: CorruptRecord[] = []
  const store = await openStore(`sqlite:${path}`, { onQuarantine: (found) => void reported.push(found) })
  const engine: RecordEngine = createSqliteEngine(path)
  await engine.open()
  return {
    store,
    engine,
    path,
    /** What the operator was told of. */
    reported,
    [Symbol.asyncDispose]: async () => {
      await store.close()
      await engine.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** Everything that is given, in the order it comes. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

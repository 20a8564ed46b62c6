import { join } from 'node:path'
import type { RecordEngine } from '../../src/store/engines/engine.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import type { OpenedEngine } from '../contracts/engine-contract.ts'
import { directoryOnDisk } from './temporary-directory.ts'

/** SQLite as the engine contract wants it, on a new file. */
export async function openSqlite(): Promise<OpenedEngine> {
  const directory = await directoryOnDisk()
  const path = join(directory.path, 'cruxgrid.db')
  const opened: RecordEngine[] = []
  const again = async () => {
    const engine = createSqliteEngine(path)
    opened.push(engine)
    await engine.open()
    return engine
  }
  return {
    engine: await again(),
    again,
    url: `sqlite:${path}`,
    [Symbol.asyncDispose]: async () => {
      for (const engine of opened) await engine.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

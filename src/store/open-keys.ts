import type { RecordEngine } from './engines/engine.ts'
import { createKeyFile } from './key-file.ts'
import type { Keys } from './keys.ts'
import { openWrappedKeys } from './wrapped-keys.ts'

interface Options {
  readonly keyFile: string
  /** 32 bytes each, the newest first; without them the keys are in the file. */
  readonly anonymityKeys: readonly [Buffer, ...Buffer[]] | undefined
}

/**
 * The keys of a database: in a file, or wrapped in the database itself. Those in the file move there then.
 *
 * @throws UserError if the file or the wrapped keys can't be read.
 */
export async function openKeys(engine: RecordEngine, { keyFile, anonymityKeys }: Options): Promise<Keys> {
  const inFile = createKeyFile(keyFile, (work) => engine.exclusively(work))
  const names = await inFile.names()
  if (anonymityKeys === undefined) return inFile
  const wrapped = await openWrappedKeys(engine, anonymityKeys)
  // Repeating it after a crash does no harm: a key that exists is kept.
  for (const name of names) {
    const key = await inFile.get(name)
    if (key !== undefined) await wrapped.create(name, key.export())
  }
  await inFile.remove(names)
  return wrapped
}

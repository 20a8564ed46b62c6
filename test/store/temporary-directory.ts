import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Linux keeps files in memory: a transaction waits for no disk there. */
const inMemory = '/dev/shm'

/** A new directory, removed with all that is in it when the test is over. It is in memory where the system can. */
export const temporaryDirectory = () => directoryIn(existsSync(inMemory) ? inMemory : tmpdir())

/** The same on a disk, for tests of what is durable. */
export const directoryOnDisk = () => directoryIn(tmpdir())

async function directoryIn(parent: string) {
  const path = await mkdtemp(join(parent, 'cruxgrid-'))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Linux keeps files in memory: a year's transactions wait for no disk there. */
const inMemory = '/dev/shm'

/** A new directory, removed with all that is in it when the test is over. */
export async function quickDirectory() {
  const path = await mkdtemp(join(existsSync(inMemory) ? inMemory : tmpdir(), 'cruxgrid-'))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

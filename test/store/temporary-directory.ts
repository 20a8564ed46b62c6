import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new directory, removed with all that is in it when the test is over. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'cruxgrid-'))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../../src/store/store.ts'
import { engineProcessContract } from '../contracts/engine-processes.ts'
import { linesOfSuccess, startProcess } from '../processes/processes.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { directoryOnDisk } from '../store/temporary-directory.ts'

engineProcessContract('SQLite', openSqlite)

const onUnix = test.skipIf(process.platform === 'win32')

describe('the embedded file', () => {
  test('is made once by processes that start together', async () => {
    await using directory = await directoryOnDisk()
    const url = `sqlite:${join(directory.path, 'data', 'cruxgrid.db')}`
    const count = () => linesOfSuccess(startProcess('counting-process.ts', url, 'shared', '10'))
    const said = (await Promise.all([count(), count(), count(), count()])).flat()
    expect(new Set(said).size).toBe(40)
  })

  onUnix('a write that does not fit on the disk is an exception; what was stored before stays', async () => {
    await using directory = await directoryOnDisk()
    const url = `sqlite:${join(directory.path, 'cruxgrid.db')}`
    const script = join(import.meta.dirname, '../processes/filling-process.ts')
    // The system lets this process write no file beyond about half a megabyte.
    const limited = ['-c', 'ulimit -f 1000; exec "$0" "$@"', process.execPath, script, url]
    const child = spawn('sh', limited, { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said = ''] = await linesOfSuccess(child)
    const { stored, found, fault, isReady } = JSON.parse(said)
    expect(isReady).toBe(false)
    expect(fault).toMatch(/disk I\/O error|full/)
    expect(stored).toBeGreaterThan(10)
    expect(found).toBe(stored)

    const store = await openStore(url)
    const notes = store.collection({ name: 'note', schema: z.string() })
    const ids = Array.from({ length: stored }, (_, at) => `${at}`)
    expect((await notes.getMany(ids)).filter((note) => note?.startsWith('long')).length).toBe(stored)
    await store.close()
  })
})

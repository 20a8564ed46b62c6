import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonSerializer } from 'keyv'
import { describe, expect, test } from 'vitest'
import { linesOf, linesOfSuccess, startProcess } from '../processes/processes.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import type { OpenedEngine } from './engine-contract.ts'

const counter = (id: string) => ({ collection: 'counter', id })

/** What every database under the store must do for several processes. */
export function engineProcessContract(name: string, open: () => Promise<OpenedEngine>): void {
  describe(`${name} as an engine`, () => {
    test('two processes that count at once lose no count', async () => {
      await using db = await open()
      const count = () => linesOfSuccess(startProcess('counting-process.ts', db.url, 'shared', '200'))
      const said = (await Promise.all([count(), count()])).flat()
      expect(new Set(said).size).toBe(400)
      expect(said).toContain('400')
    })

    test('a process that works alone is not disturbed by another that wants to', async () => {
      await using db = await open()
      await using directory = await temporaryDirectory()
      const file = join(directory.path, 'notes')
      const child = startProcess('holding-process.ts', db.url, file)
      let found: Promise<string> | undefined
      await linesOf(child, () => {
        found = db.engine.exclusively(() => readFileSync(file, 'utf8'))
      })
      expect(await found).toBe('done')
    })

    test('a process that is killed loses nothing it has said was stored', async () => {
      await using db = await open()
      const child = startProcess('counting-process.ts', db.url, 'own', 'Infinity')
      const said = await linesOf(child, (line) => line === '300' && child.kill('SIGKILL'))
      expect(child.signalCode).toBe('SIGKILL')
      expect(said.length).toBeGreaterThanOrEqual(300)
      const [stored = ''] = await (await db.again()).read([counter('own')])
      const { value } = jsonSerializer.parse<{ value: number }>(stored)
      // It may have been killed between storing a number and saying it.
      expect([said.length, said.length + 1]).toContain(value)
      expect(await db.engine.read([counter('own')])).toEqual([stored])
    })
  })
}

/** Works alone for a while and then notes that it is done: `holding-process.ts <url> <file>`. It says when it has begun. */
import { appendFileSync, writeSync } from 'node:fs'
import { engineAt } from '../engines/open-engine.ts'

const [url = '', file = ''] = process.argv.slice(2)
const engine = await engineAt(url)
await engine.open()
await engine.exclusively(() => {
  writeSync(1, 'begun\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  appendFileSync(file, 'done')
})
await engine.close()

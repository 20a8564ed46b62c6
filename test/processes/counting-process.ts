/** Counts a stored counter up, saying each number once it is on disk: `counting-process.ts <url> <id> <times>`. */
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { put } from '../../src/store/record.ts'
import { openStore } from '../../src/store/store.ts'

const [url = '', id = '', times = ''] = process.argv.slice(2)
const counter = { kind: { name: 'counter', schema: z.int() }, id }

const store = await openStore(url)
for (let done = 0; done < Number(times); done += 1) {
  const reached = await store.transact('counting', [counter], ([before = 0]) => ({
    changes: [put(counter, before + 1)],
    result: before + 1,
  }))
  writeSync(1, `${reached}\n`)
  // As every process does, which waits for people in between: SQLite lets nobody in before one that never stops.
  await setTimeout(Math.random() * 5)
}
await store.close()

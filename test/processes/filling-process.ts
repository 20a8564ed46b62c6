/** Stores notes until the disk takes no more, then reads them all again: `filling-process.ts <url>`. Says it as JSON. */
import { z } from 'zod'
import { openStore } from '../../src/store/store.ts'

const [url = ''] = process.argv.slice(2)
const store = await openStore(url)
const notes = store.collection({ name: 'note', schema: z.string() })

let stored = 0
let fault: unknown
while (fault === undefined && stored < 10_000) {
  try {
    await notes.set(`${stored}`, 'long '.repeat(800))
    stored += 1
  } catch (caught) {
    fault = caught
  }
}
const ids = Array.from({ length: stored + 1 }, (_, at) => `${at}`)
const found = (await notes.getMany(ids)).filter((note) => note !== undefined)
const isReady = await store.isWorking()
const message = fault instanceof Error && fault.message
console.log(JSON.stringify({ stored, found: found.length, fault: message, isReady }))
await store.close()

import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

// Tries sessions out on the product with these edits until one tells something, and prints what it was as JSON.

const [count, seed, edits = '[]'] = process.argv.slice(2)
const Edits = z.array(z.object({ file: z.string(), from: z.string(), to: z.string() }))
const changed = Edits.parse(JSON.parse(edits)).map((edit) => ({
  ...edit,
  url: pathToFileURL(join(import.meta.dirname, '../../src', edit.file)).href,
}))

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const here = changed.filter((edit) => edit.url === url)
    if (here.length === 0) return loaded
    const source = here.reduce((text, { file, from, to }) => {
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
      return text.replace(from, to)
    }, String(loaded.source))
    return { ...loaded, source }
  },
})

const { seeded } = await import('../seeded.ts')
const { tryOutSessions } = await import('./session-opener.ts')
const { findings } = await tryOutSessions(Number(count), seeded(Number(seed)), 1)
console.log(JSON.stringify(findings))

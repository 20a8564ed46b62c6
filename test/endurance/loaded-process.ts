import { registerHooks } from 'node:module'

/** Loads what every bot loads at its start, without a platform's client; says which packages came with it. */
const packages = new Set<string>()
registerHooks({
  load(url, context, next) {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
    if (name !== undefined) packages.add(name)
    return next(url, context)
  },
})
await import('../../src/app.ts')
await import('../../src/paper/http/web.ts')
await import('../../src/picture/png.ts')
await import('../../adapters/platforms.ts')
const { loadCommands } = await import('../../commands/index.ts')
await loadCommands()
console.log(JSON.stringify([...packages]))

import { ChildProcess } from 'node:child_process'
import { Server } from 'node:net'

/** Unit tests run in seconds because nothing is started: a test that needs more belongs to another project. */
function refuse(): never {
  throw new Error('A unit test starts no process and no server. Which folders may is in vitest.config.ts.')
}

const spawn: (options: Spawned) => unknown = Reflect.get(ChildProcess.prototype, 'spawn')

interface Spawned {
  readonly args: readonly string[]
}

/** What draws pictures may start: it opens nothing and waits for nothing, so it is a function but for its memory. */
function startPictures(this: ChildProcess, options: Spawned): unknown {
  return options.args.some((arg) => arg.endsWith('png-worker.ts')) ? spawn.call(this, options) : refuse()
}

// Each test file of a process comes here.
if (spawn.name !== startPictures.name) Object.assign(ChildProcess.prototype, { spawn: startPictures })
Object.assign(Server.prototype, { listen: refuse })

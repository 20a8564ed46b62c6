import { ChildProcess } from 'node:child_process'
import { Server } from 'node:net'

/** Unit tests run in seconds because nothing is started: a test that needs more belongs to another project. */
function refuse(): never {
  throw new Error('A unit test starts no process and no server. Which folders may is in vitest.config.ts.')
}

Object.assign(ChildProcess.prototype, { spawn: refuse })
Object.assign(Server.prototype, { listen: refuse })

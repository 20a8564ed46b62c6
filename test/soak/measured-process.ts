import { writeSync } from 'node:fs'
import { StatementSync } from 'node:sqlite'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/**
 * Preloaded into a process of Cruxgrid: its disk is slow now and then, its clock is set forward and back, and at SIGUSR2 it says
 * how much of its heap is in use once garbage is collected, and how much of that is code that V8 has compiled.
 */
const slowEvery = 400
const slowMs = 80
const stepEveryMs = 40_000
const stepsMs = [0, 20_000, -15_000, 0, -30_000, 5000]

/** What was found by one of them may let go of something for the next. */
const collections = 10
/** Only compiled code is in these: bytecode, machine code, and what leads from it back to its functions. */
const spacesOfCode = /^(?:shared_)?(?:code|trusted)_/

const pause = new Int32Array(new SharedArrayBuffer(4))
const { run } = StatementSync.prototype
let runs = 0
StatementSync.prototype.run = function (this: StatementSync, ...args) {
  runs += 1
  if (runs % slowEvery === 0) Atomics.wait(pause, 0, 0, slowMs)
  return Reflect.apply(run, this, args)
}

const realNow = Date.now
let steps = 0
Date.now = () => realNow() + (stepsMs[steps % stepsMs.length] ?? 0)
setInterval(() => {
  steps += 1
}, stepEveryMs).unref()

/** Drops what the collector would drop before memory ran out, such as compiled code that isn't running. */
function collectGarbage(): void {
  setFlagsFromString('--stress-flush-code')
  for (let i = 0; i < collections; i += 1)
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  setFlagsFromString('--no-stress-flush-code')
}

process.on('SIGUSR2', () => {
  collectGarbage()
  const { heapUsed } = process.memoryUsage()
  const code = getHeapSpaceStatistics()
    .filter(({ space_name }) => spacesOfCode.test(space_name))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0)
  writeSync(1, `${JSON.stringify({ heapUsed, code })}\n`)
})

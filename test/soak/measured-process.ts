import { writeSync } from 'node:fs'
import { StatementSync } from 'node:sqlite'

/**
 * Preloaded into a process of Cruxgrid: its disk is slow now and then, its clock is set forward and back, and at SIGUSR2 it says
 * how much of its heap is in use once garbage is collected.
 */
const slowEvery = 400
const slowMs = 80
const stepEveryMs = 40_000
const stepsMs = [0, 20_000, -15_000, 0, -30_000, 5000]

/** Compiled code goes only after several of them in which nothing has used it; how much there is depends on the load. */
const collections = 10

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

process.on('SIGUSR2', () => {
  for (let i = 0; i < collections; i += 1) globalThis.gc?.()
  writeSync(1, `${JSON.stringify({ heapUsed: process.memoryUsage().heapUsed })}\n`)
})

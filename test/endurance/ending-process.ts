import { endOnFaults, endOnSignals } from '../../adapters/end-process.ts'
import { createLog } from '../../src/log.ts'

/** Ends as Cruxgrid does: `quick` stops at once, `stuck` never does, and `faulty` has a fault that nothing catches. */
const [how] = process.argv.slice(2)
const log = createLog('trace', false)
endOnFaults(log)
endOnSignals({
  log,
  graceMs: how === 'late' ? 1 : 300_000,
  stop: async () => {
    if (how !== 'quick') await new Promise(() => {})
  },
})
// Keeps the process alive.
setInterval(() => {}, 60_000)
log.info('running')
if (how === 'faulty') void Promise.reject(new Error('nobody waits for this'))

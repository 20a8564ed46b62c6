import { setImmediate } from 'node:timers/promises'

/** The longest that work in pieces holds the event loop, besides the last piece. */
const maxHeldMs = 10

/**
 * For long work in pieces, awaited between two of them: once the work has held the event loop for 10 ms, the break resolves
 * after everything else that waits has had its turn.
 */
export function createBreaks(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < maxHeldMs) return
    await setImmediate()
    since = performance.now()
  }
}

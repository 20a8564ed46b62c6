import { setImmediate } from 'node:timers/promises'
import pLimit from 'p-limit'

/**
 * Runs work that can wait. Pieces begin in the order in which they are given, and at most `width` of them are in flight.
 * Before each one begins, the event loop takes a turn: what people have sent meanwhile is read, stored and acknowledged
 * first, however many pieces are waiting.
 *
 * A piece must not wait for another one of the same queue.
 */
export function createWorkQueue(width: number) {
  const inFlight = pLimit(width)
  const oneByOne = pLimit(1)
  return {
    run<Result>(work: () => Promise<Result>): Promise<Result> {
      return inFlight(async () => {
        await oneByOne(() => setImmediate())
        return work()
      })
    },
    /** The number of pieces that haven't begun. */
    waiting: (): number => inFlight.pendingCount,
  }
}

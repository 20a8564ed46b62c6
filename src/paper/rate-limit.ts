import type { Clock } from '../time/clock.ts'

/** How a source wants to be asked. */
export interface RateLimit {
  /** The shortest time between the beginnings of two questions, in ms. */
  readonly intervalMs: number
  /** How many questions may be open at a time. */
  readonly maxConcurrent: number
}

/**
 * Asks a source no faster than it wants to be asked, in the order of arrival.
 *
 * @param signal Ends the waiting.
 */
export function createRateLimiter(
  { intervalMs, maxConcurrent }: RateLimit,
  clock: Clock,
  signal: AbortSignal,
) {
  let nextAt = 0
  let turn: Promise<unknown> = Promise.resolve()
  let open = 0
  let slotFreed = Promise.withResolvers<void>()

  /** Resolves when the next question may begin. */
  async function waitForTurn(): Promise<void> {
    while (open >= maxConcurrent) await slotFreed.promise
    for (let ms = nextAt - clock.now(); ms > 0; ms = nextAt - clock.now()) {
      signal.throwIfAborted()
      await clock.pause(ms, signal)
    }
    signal.throwIfAborted()
    nextAt = clock.now() + intervalMs
    open += 1
  }

  return {
    async run<Result>(request: () => Promise<Result>): Promise<Result> {
      const ownTurn = turn.then(waitForTurn)
      // Whoever waits behind one that was not asked is asked all the same.
      turn = ownTurn.catch(() => undefined)
      await ownTurn
      try {
        return await request()
      } finally {
        open -= 1
        slotFreed.resolve()
        slotFreed = Promise.withResolvers()
      }
    },

    /** Leaves the source alone for that long, as it asked. */
    pauseFor(ms: number): void {
      nextAt = Math.max(nextAt, clock.now() + ms)
    },
  }
}

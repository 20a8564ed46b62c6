import type { Clock } from '../../time/clock.ts'

/** A source's limits on requests. */
export interface RateLimit {
  /** Minimum time between the starts of two requests, in ms. */
  readonly intervalMs: number
  /** Maximum number of requests in flight. */
  readonly maxConcurrent: number
}

/**
 * Runs requests in the order of arrival, within a source's limits.
 *
 * @param signal Rejects the requests that are waiting.
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

  /** Resolves when the next request may start. */
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
      // A request that failed while waiting must not fail those behind it.
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

    /** Starts no request for `ms`, as the source asked with Retry-After. */
    pauseFor(ms: number): void {
      nextAt = Math.max(nextAt, clock.now() + ms)
    },
  }
}

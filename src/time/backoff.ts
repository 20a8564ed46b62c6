interface Limits {
  /** The shortest pause. */
  readonly minMs: number
  readonly maxMs: number
  /** Uniform in 0 … 1. */
  readonly random?: () => number
}

/**
 * Pauses between tries that grow with each failure: uniformly random from `minMs` to `minMs · 2^failures`, at most
 * `maxMs`. The randomness keeps those who failed together from trying again together (full jitter: Marc Brooker,
 * "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
 *
 * @returns a function from the failures in a row, 0 or more, to a pause in whole ms; without failures it is `minMs`.
 */
export const backoff =
  ({ minMs, maxMs, random = Math.random }: Limits) =>
  (failures: number): number => {
    const longest = Math.min(maxMs, minMs * 2 ** failures)
    return Math.round(minMs + random() * Math.max(0, longest - minMs))
  }

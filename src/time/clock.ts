/** The time, and pauses. Code that waits takes a clock, so that tests can move the time. */
export interface Clock {
  /** Now, in ms since 1970. */
  now(): number
  /** Resolves after `ms` (at once for 0 or less), or as soon as the signal aborts; never rejects. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
}

/** Above this, `setTimeout` fires at once. */
const maxTimeoutMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, Math.min(Math.max(ms, 0), maxTimeoutMs))
      signal?.addEventListener('abort', done)
    }),
}

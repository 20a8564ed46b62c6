/** The time, and pauses. Code that waits takes a clock, so that tests can move the time. */
export interface Clock {
  /** Now, in ms since 1970. */
  now(): number
  /** Resolves after `ms` (at once for 0 or less), or as soon as the signal aborts; never rejects. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
  /** As `pause`, where it is how long something else may take at most; it aborts when that is done. */
  limit(ms: number, signal: AbortSignal): Promise<void>
}

/** Above this, `setTimeout` fires at once. */
const maxTimeoutMs = 2 ** 31 - 1

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.min(Math.max(ms, 0), maxTimeoutMs))
    signal?.addEventListener('abort', done)
  })

export const systemClock: Clock = { now: () => Date.now(), pause, limit: pause }

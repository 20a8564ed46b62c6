/** The time, and waiting. Code that waits takes one, so that tests can move it. */
export interface Clock {
  /** Now, in ms since 1970. */
  now(): number
  /** Resolves after that many ms (at once for 0 or less), or as soon as the signal aborts; never rejects. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
}

/** `setTimeout` fires at once beyond this. */
const maxTimeoutMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: Date.now,
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

import type { Clock } from '../src/time/clock.ts'

/** A clock that stands still until a test moves it. */
export function createFakeClock(start: string) {
  let now = Date.parse(start)
  const waiting = new Set<{ at: number; resolve: () => void }>()

  const pause: Clock['pause'] = (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true || ms <= 0) return resolve()
      const one = {
        at: now + ms,
        resolve: () => {
          waiting.delete(one)
          resolve()
        },
      }
      waiting.add(one)
      signal?.addEventListener('abort', one.resolve)
    })
  const clock: Clock = { now: () => now, pause, limit: pause }

  return {
    ...clock,
    /** How many pauses end that many ms from now. */
    endingIn: (ms: number): number => [...waiting].filter(({ at }) => at === now + ms).length,
    /** Moves the clock and ends every pause that is over by then. */
    advance(ms: number): void {
      now += ms
      for (const one of [...waiting]) if (one.at <= now) one.resolve()
    },
    /** Sets the clock back. Pauses last as long as they would have. */
    setBack(ms: number): void {
      now -= ms
      for (const one of waiting) one.at -= ms
    },
  }
}

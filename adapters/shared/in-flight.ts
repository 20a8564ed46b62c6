import { maxPending } from '../../src/limits.ts'
import type { Logger } from '../../src/log.ts'

/** Tracks the work in flight, so that a stop can wait for it and there is never too much of it. */
export function createInFlight(log: Pick<Logger, 'warn'>) {
  const running = new Set<Promise<unknown>>()
  let isOpen = true
  let isFull = false

  return {
    isOpen: () => isOpen,

    /** Whether another request may be worked on. Requests that may not are dropped, which is logged once. */
    mayBegin(): boolean {
      const wasFull = isFull
      isFull = running.size >= maxPending.deliveries
      if (isFull && !wasFull)
        log.warn({ inFlight: running.size }, 'too many requests at once: more are dropped')
      return isOpen && !isFull
    },

    /** @param work Never rejects. */
    add(work: Promise<unknown>): void {
      running.add(work)
      void work.finally(() => running.delete(work))
    },

    /** Resolves when no work is in flight. Work that is added while it waits counts, too, but only within `maxMs`. */
    async settled(maxMs = Number.POSITIVE_INFINITY): Promise<void> {
      const until = performance.now() + maxMs
      do await Promise.all(running)
      while (running.size > 0 && performance.now() < until)
    },

    close(): void {
      isOpen = false
    },
  }
}

export type InFlight = ReturnType<typeof createInFlight>

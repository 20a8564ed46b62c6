/** Tracks the work in flight, so that a stop can wait for it. */
export function createInFlight() {
  const running = new Set<Promise<unknown>>()
  let isOpen = true

  return {
    /** Whether more work may begin. */
    isOpen: () => isOpen,

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

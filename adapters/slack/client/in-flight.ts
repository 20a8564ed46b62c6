/** What is being done, so that a stop can wait for it. */
export function createInFlight() {
  const running = new Set<Promise<unknown>>()
  let isOpen = true

  return {
    /** Whether more may be taken on. */
    isOpen: () => isOpen,

    /** @param work Never rejects. */
    add(work: Promise<unknown>): void {
      running.add(work)
      void work.finally(() => running.delete(work))
    },

    /** Resolves when nothing is being done any more, at the latest after that time; without one, when it is so. */
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

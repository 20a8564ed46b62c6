/** What went wrong so far, what is due later, and who waits for something to happen. */
export function createHappenings() {
  const violations: string[] = []
  const waiting: (() => void)[] = []
  const timers = new Set<NodeJS.Timeout>()

  function changed(): void {
    for (const check of waiting.splice(0)) check()
  }

  return {
    /** What the bot did that a correct one never would. */
    violations,
    violate(what: string): void {
      violations.push(what)
      changed()
    },
    changed,
    /** Resolves when the condition holds; it is looked at whenever something happens. */
    async until(holds: () => boolean): Promise<void> {
      while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    /** Does something after that many ms, unless the loopback closes or the returned function is called before. */
    later(ms: number, act: () => void): () => void {
      if (ms === Number.POSITIVE_INFINITY) return () => {}
      const timer = setTimeout(() => {
        timers.delete(timer)
        act()
        changed()
      }, ms)
      timers.add(timer)
      return () => {
        timers.delete(timer)
        clearTimeout(timer)
      }
    },
    close(): void {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

export type Happenings = ReturnType<typeof createHappenings>

/**
 * Keeps messages showing their latest state without editing them too often. The first change after a pause shows at
 * once; changes that come faster than the pace share one edit; a failed edit is tried again until one succeeds.
 *
 * @param show Renders one message from what is stored now and sends the edit.
 * @param pause Resolves when the message may be edited again, given how many edits in a row have failed.
 */
export function keepShown(
  show: (message: string) => Promise<void>,
  pause: (message: string, failures: number) => Promise<void>,
  report: (fault: unknown, message: string) => void,
) {
  const stale = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const showing = new Set<string>()
  const waiting = new Map<string, (() => void)[]>()
  let stopping = false

  async function run(message: string): Promise<void> {
    let failures = 0
    while (stale.delete(message)) {
      showing.add(message)
      try {
        await show(message)
        failures = 0
      } catch (fault) {
        report(fault, message)
        if (!stopping) stale.add(message)
        failures += 1
      }
      showing.delete(message)
      if (failures > 0 || !stale.has(message)) {
        for (const resolve of waiting.get(message) ?? []) resolve()
        waiting.delete(message)
      }
      await pause(message, failures)
    }
    running.delete(message)
  }

  const isPending = (message: string): boolean => stale.has(message) || showing.has(message)

  return {
    /** Without effect once it is stopping. */
    touch(message: string): void {
      if (stopping) return
      stale.add(message)
      if (!running.has(message)) running.set(message, run(message))
    },
    /** Whether a change is being shown, or will be. */
    isPending,
    /** Resolves when what has been touched so far is shown, or a try to show it has failed. */
    tried(message: string): Promise<void> {
      if (!isPending(message)) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.set(message, [...(waiting.get(message) ?? []), resolve])
      return promise
    },
    /** Resolves when the edits in flight have ended; a failed one is not tried again. */
    async stop(): Promise<void> {
      stopping = true
      await Promise.all(running.values())
    },
  }
}

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
  let stopping = false

  async function run(message: string): Promise<void> {
    let failures = 0
    while (stale.delete(message)) {
      try {
        await show(message)
        failures = 0
      } catch (fault) {
        report(fault, message)
        if (!stopping) stale.add(message)
        failures += 1
      }
      await pause(message, failures)
    }
    running.delete(message)
  }

  return {
    touch(message: string): void {
      stale.add(message)
      if (!running.has(message)) running.set(message, run(message))
    },
    /** Resolves when the edits in flight have ended; a failed one is not tried again. */
    async stop(): Promise<void> {
      stopping = true
      await Promise.all(running.values())
    },
  }
}

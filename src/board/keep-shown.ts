import { maxPending } from '../limits.ts'

interface Keeping {
  /** Renders one message from what is stored now and sends the edit. */
  readonly show: (message: string) => Promise<void>
  /** Resolves when the message may be edited again, given how many edits in a row have failed. */
  readonly pause: (message: string, failures: number) => Promise<void>
  readonly report: (fault: unknown, message: string) => void
  /** Stands for the messages that there was no room for: to show it is to touch all that are behind what is stored. */
  readonly rest: string
}

/**
 * Keeps messages showing their latest state without editing them too often. The first change after a pause shows at
 * once; changes that come faster than the pace share one edit; a failed edit is tried again until one succeeds. At most
 * 10,000 messages are kept at a time, and the others follow.
 */
export function keepShown({ show, pause, report, rest }: Keeping) {
  const stale = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const showing = new Set<string>()
  const waiting = new Map<string, (() => void)[]>()
  let ended = Promise.withResolvers<void>()
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
    ended.resolve()
    ended = Promise.withResolvers()
  }

  const hasRoomFor = (message: string): boolean => running.has(message) || running.size < maxPending.updates

  /** Without effect once it is stopping. */
  function touch(message: string): void {
    if (stopping) return
    const touched = hasRoomFor(message) ? message : rest
    stale.add(touched)
    if (!running.has(touched)) running.set(touched, run(touched))
  }

  const isPending = (message: string): boolean => stale.has(message) || showing.has(message)

  return {
    touch,
    /** Touches a message once there is room for it. */
    async touchInTurn(message: string): Promise<void> {
      while (!stopping && !hasRoomFor(message)) await ended.promise
      touch(message)
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
      ended.resolve()
      await Promise.all(running.values())
    },
  }
}

import type { Clock } from './clock.ts'

/** How often the difference is measured again: clocks drift apart by ms a minute, and some are set. */
const measureEveryMs = 60_000

interface Deps {
  /** The clock of this machine. */
  readonly clock: Clock
  /** The time that every process goes by, in ms since 1970. */
  readonly readTime: () => Promise<number>
  /** Called when it couldn't be read; the earlier difference still holds. */
  readonly onFailed: (fault: unknown) => void
}

/**
 * A clock that shows the same time in every process, whatever the clocks of their machines show: what one has leased is not
 * free to another that is ahead, and nothing runs early.
 *
 * @throws whatever the first reading throws.
 */
export async function openSharedClock({ clock, readTime, onFailed }: Deps) {
  const stopping = new AbortController()
  let aheadMs = await measure()

  /** By how much the shared time is ahead of this machine's; off by half of what the reading took, at most. */
  async function measure(): Promise<number> {
    const before = clock.now()
    const time = await readTime()
    return Math.round(time - (before + clock.now()) / 2)
  }

  async function keepMeasuring(): Promise<void> {
    for (;;) {
      await clock.pause(measureEveryMs, stopping.signal)
      if (stopping.signal.aborted) return
      try {
        aheadMs = await measure()
      } catch (fault) {
        onFailed(fault)
      }
    }
  }

  const measuring = keepMeasuring()
  const shared: Clock = { now: () => clock.now() + aheadMs, pause: clock.pause, limit: clock.limit }
  return {
    clock: shared,
    async stop(): Promise<void> {
      stopping.abort()
      await measuring
    },
  }
}

import type { Logger } from '../log.ts'
import { expireNames } from '../poll/expire-names.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'
import { removeFromQuarantine } from '../store/clear-quarantine.ts'
import { quarantinedMs } from '../store/quarantine.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'

const dayMs = 24 * 3_600_000

interface Deps extends Omit<Parameters<typeof expireNames>[0], 'store'> {
  readonly polls: Parameters<typeof expireNames>[0]['store']
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly reading: Pick<ReadingGroups, 'expirePeople'>
  /** Looks whether conversations were deleted. */
  readonly checkPlaces: (signal: AbortSignal) => Promise<void>
}

/** Removes once a day what is stored longer than it should be. */
export function createHousekeeping(deps: Deps) {
  const { store, polls, clock, log, checkPlaces, reading, onErased } = deps
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  async function tidy(): Promise<void> {
    await expireNames({ ...deps, store: polls })
    if (await reading.expirePeople()) onErased()
    // Copies of before they had an end.
    const oldest = clock.now() - quarantinedMs
    await removeFromQuarantine(store, ({ at }) => at <= oldest)
    // Last: it waits for platforms.
    await checkPlaces(stopping.signal)
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await tidy().catch((fault: unknown) =>
        log.error({ fault }, 'what is stored for too long was not removed'),
      )
      await clock.pause(dayMs, stopping.signal)
    }
  }

  return {
    start(): void {
      running = run()
    },
    async stop(): Promise<void> {
      stopping.abort()
      await running
    },
  }
}

import type { Logger } from '../log.ts'
import { expireNames } from '../poll/expire-names.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'
import { removeFromQuarantine } from '../store/clear-quarantine.ts'
import { quarantinedMs } from '../store/quarantine.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { createRepeated } from '../time/repeated.ts'

const dayMs = 24 * 3_600_000

interface Deps extends Omit<Parameters<typeof expireNames>[0], 'store'> {
  readonly polls: Parameters<typeof expireNames>[0]['store']
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly reading: Pick<ReadingGroups, 'expirePeople' | 'expireQuestions'>
  /** Looks whether conversations were deleted. */
  readonly checkPlaces: (signal: AbortSignal) => Promise<void>
}

/** Removes once a day what is stored longer than it should be. */
export function createHousekeeping(deps: Deps) {
  const { store, polls, clock, log, checkPlaces, reading, onErased } = deps

  async function tidy(signal: AbortSignal): Promise<void> {
    await expireNames({ ...deps, store: polls })
    if (await reading.expirePeople()) onErased()
    if (await reading.expireQuestions()) onErased()
    // Copies from before they had an end.
    const oldest = clock.now() - quarantinedMs
    await removeFromQuarantine(store, ({ at }) => at <= oldest)
    // Last: it waits for platforms.
    await checkPlaces(signal)
  }

  return createRepeated(clock, async (signal) => {
    await tidy(signal).catch((fault: unknown) =>
      log.error({ fault }, 'what is stored for too long was not removed'),
    )
    return dayMs
  })
}

import type { PersonId } from '../../../src/chat/caller.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Logger } from '../../../src/log.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { createWorkQueue } from '../../../src/work-queue.ts'
import type { InFlight } from '../../shared/in-flight.ts'

/** The most updates in flight: nobody waits for one. */
const maxUpdates = 4

interface Deps {
  readonly update: (person: PersonId) => Promise<void>
  /** When the App Home of a person may be updated again, in ms since 1970. */
  readonly freeAt: (person: PersonId) => number
  readonly inFlight: Pick<InFlight, 'add'>
  readonly clock: Clock
  readonly log: Logger
}

/** Updates App Homes: each once for all that changes before it may be updated again, and 10,000 at a time. */
export function createHomeUpdates({ update, freeAt, inFlight, clock, log }: Deps) {
  const pending = new Set<PersonId>()
  const stopping = new AbortController()
  const { run: runLater } = createWorkQueue(maxUpdates)

  async function pauseAndUpdate(person: PersonId): Promise<void> {
    await clock.pause(freeAt(person) - clock.now(), stopping.signal)
    await runLater(async () => {
      // A vote from here on may be too late for what is read now.
      pending.delete(person)
      if (!stopping.signal.aborted) await update(person)
    })
  }

  return {
    /** Updates it soon. Where too many others wait, it is updated when it is opened, or at a later change. */
    updateSoon(person: PersonId): void {
      if (pending.has(person) || pending.size >= maxPending.homes) return
      pending.add(person)
      const report = (fault: unknown) => log.warn({ fault }, 'could not update an App Home')
      inFlight.add(pauseAndUpdate(person).catch(report))
    },

    /** Ends the pauses before updates, which are left out. */
    stop: (): void => stopping.abort(),
  }
}

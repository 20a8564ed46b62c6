import { z } from 'zod'
import { type Kind, put } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'

/** Slack delivers an event again for about six minutes. */
const recordTtlMs = 3_600_000
const maxSeen = 10_000

const Seen = z.literal(1)
const seenEvents: Kind<1> = { name: 'slack-event', schema: Seen }

/** Tells what came in from what comes in again. */
export function createSeenDeliveries(store: Store) {
  const seenPresses = new Set<string>()

  return {
    /** Whether nobody, in any process on this store, has taken that event yet. */
    isNewEvent(team: string, id: string): Promise<boolean> {
      const key = { kind: seenEvents, scope: team, id }
      return store.transact(`slack-event:${team}:${id}`, [key], ([known]) =>
        known === undefined
          ? { changes: [put(key, 1, Date.now() + recordTtlMs)], result: true }
          : { changes: [], result: false },
      )
    },

    /** Whether this process has not worked on that press yet. Slack sends one once; whatever it does, it bears it twice. */
    isNewPress(id: string): boolean {
      if (seenPresses.has(id)) return false
      seenPresses.add(id)
      const [oldest] = seenPresses.size > maxSeen ? seenPresses : []
      if (oldest !== undefined) seenPresses.delete(oldest)
      return true
    },
  }
}

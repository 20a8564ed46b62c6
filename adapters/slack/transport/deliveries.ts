import { z } from 'zod'
import { type Kind, put } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'

/** Slack delivers an event again for about six minutes. */
const rememberedMs = 3_600_000
const mostSeen = 10_000

const Seen = z.literal(1)
const seen: Kind<1> = { name: 'slack-event', schema: Seen }

/** Tells what came in from what comes in again. */
export function createDeliveries(store: Store) {
  const pressed = new Set<string>()

  return {
    /** Whether nobody, in any process on this store, has taken that event yet. */
    isNewEvent(team: string, id: string): Promise<boolean> {
      const key = { kind: seen, scope: team, id }
      return store.transact(`slack-event:${team}:${id}`, [key], ([known]) =>
        known === undefined
          ? { changes: [put(key, 1, Date.now() + rememberedMs)], result: true }
          : { changes: [], result: false },
      )
    },

    /** Whether this process has not worked on that press yet. Slack sends one once; whatever it does, it bears it twice. */
    isNewPress(id: string): boolean {
      if (pressed.has(id)) return false
      pressed.add(id)
      const [oldest] = pressed.size > mostSeen ? pressed : []
      if (oldest !== undefined) pressed.delete(oldest)
      return true
    },
  }
}

import { z } from 'zod'
import { type Kind, put } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'

/** Slack delivers an event again for about six minutes. */
const recordTtlMs = 3_600_000

const Seen = z.literal(1)
export const seenEvents: Kind<1> = { name: 'slack-event', schema: Seen }

/** Whether the event is new to all processes on this store. The next time it is not. */
export function isNewEvent(store: Store, team: string, id: string): Promise<boolean> {
  const key = { kind: seenEvents, scope: team, id }
  return store.transact(`slack-event:${team}:${id}`, [key], ([known]) =>
    known === undefined
      ? { changes: [put(key, 1, Date.now() + recordTtlMs)], result: true }
      : { changes: [], result: false },
  )
}

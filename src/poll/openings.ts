import { z } from 'zod'
import { PersonId, type SpaceId } from '../chat/caller.ts'
import { type Kind, put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type Poll, PollId } from './poll.ts'

/** After a crash between its announcement and its end, an opening counts no longer than this. */
const keptMs = 60_000

const Opening = z.object({ id: PollId, channel: z.string(), opener: PersonId, at: z.int() }).readonly()
/** A poll that is about to be open; `at` in ms since 1970. */
export type PendingOpening = z.infer<typeof Opening>

const Openings = z.object({ v: z.literal(1), pending: z.array(Opening).readonly() }).readonly()
/** The polls of each space that are about to be open, in the order in which they were announced. */
const openings: Kind<z.infer<typeof Openings>> = { name: 'openings', schema: Openings }

const keyOf = (space: SpaceId): TypedKey<z.infer<typeof Openings>> => ({ kind: openings, id: space })
/** Expiry is by the machine's clock, which the engine reads. */
const putPending = (key: ReturnType<typeof keyOf>, pending: readonly PendingOpening[]) =>
  put(key, { v: 1, pending }, Date.now() + keptMs)

const scopeOf = (space: SpaceId): string => `openings:${space}`

/** Announces polls before they are counted, so that of two opened in the same instant the second counts the first. */
export function createOpenings(store: Store) {
  return {
    /** @returns the openings that were announced before. */
    announceOpening({ id, place, opener }: Poll, at: number): Promise<readonly PendingOpening[]> {
      const key = keyOf(place.space)
      const own = { id, channel: place.channel, opener: opener.id, at }
      return store.transact(scopeOf(place.space), [key], ([stored]) => {
        const before = (stored?.pending ?? []).filter((one) => one.id !== id && one.at > at - keptMs)
        return { changes: [putPending(key, [...before, own])], result: before }
      })
    },

    /** The poll is open, or will not be. */
    endOpening({ id, place }: Poll): Promise<void> {
      const key = keyOf(place.space)
      return store.transact(scopeOf(place.space), [key], ([stored]) => {
        const pending = (stored?.pending ?? []).filter((one) => one.id !== id)
        const change = pending.length === 0 ? removeKey(key) : putPending(key, pending)
        return { changes: [change], result: undefined }
      })
    },
  }
}

import { type Place, wholeOf } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { erasePlace } from './erase-place.ts'
import { type KnownPlace, knownPlaces } from './known-place.ts'
import { isUsed, usedPlaces } from './used-places.ts'

/** From a conversation's deletion until what is stored of it is removed, unless everyone saw it. */
const keptAfterDeletionMs = 30 * 24 * 3_600_000

interface Deps {
  readonly store: Store
  readonly now: () => number
  readonly log: Logger
  /** @throws Error if the platform is not configured. */
  readonly portFor: (platform: string) => ChatPort
  readonly notifyScheduler: () => void
  /** Called after records were removed. */
  readonly onErased: () => void
}

/**
 * Conversations that were deleted. What is stored of one that everyone saw is kept, and shown to admins of its space; of
 * any other it is removed 30 days later. A private thread goes with its channel; a thread that is deleted alone and that
 * everyone in its channel saw, as its channel would.
 */
export function createDeletedPlaces(deps: Deps) {
  const { store, now, log, portFor, notifyScheduler, onErased } = deps
  const find = (place: Place): Promise<KnownPlace | undefined> => {
    const { scope, id } = keyOf(place)
    return store.collection(knownPlaces, scope).get(id)
  }

  /** @param state Who saw it; of the stored state and the new one, the one with fewer people counts. */
  async function markDeleted(place: Place, state: 'for-all' | 'for-some'): Promise<void> {
    const at = now()
    const key = keyOf(place)
    const scope = scopeOf(place)
    const job: NewJob = {
      id: `deleted/${key.scope}/${key.id}/${at}`,
      task: { kind: 'deleted-place', place, at },
      due: at + keptAfterDeletionMs,
    }
    const isNew = await store.transact(scope, [key, jobKey(job)], ([known]) => {
      if (known?.deletedAt !== undefined) return { changes: [], result: false }
      const seen = known?.state === 'for-some' ? 'for-some' : state
      const marked = put(key, { v: 1, place, state: seen, deletedAt: at })
      return { changes: seen === 'for-all' ? [marked] : [marked, putJob(job, scope)], result: true }
    })
    if (!isNew) return
    log.info({ space: place.space }, 'a conversation was deleted')
    notifyScheduler()
  }

  /** Who sees the channel of a thread; of one that nobody can say it of, not everyone. */
  async function stateOfChannel({ thread: _, ...channel }: Place): Promise<'for-all' | 'for-some'> {
    const known = (await find(channel))?.state
    const state = await portFor(channel.platform).stateOf?.(channel)
    const latest = state === 'for-all' || state === 'for-some' ? state : known
    return latest === 'for-all' ? 'for-all' : 'for-some'
  }

  async function onDeleted(place: Place, state: KnownPlace['state']): Promise<void> {
    if (state === 'as-channel') {
      // Threads come and go, and most hold nothing.
      if (await isUsed(store, place)) await markDeleted(place, await stateOfChannel(place))
      return
    }
    await markDeleted(place, state)
    if (place.thread !== undefined) return
    for await (const [, known] of store.collection(knownPlaces, keyOf(place).scope).entries(skipCorrupt))
      if (isThreadOf(place, known.place) && known.state === 'for-some')
        await markDeleted(known.place, 'for-some')
  }

  /** Asks the platform about a conversation, and notes the answer. */
  async function look(place: Place): Promise<void> {
    const known = await find(place)
    if (known?.deletedAt !== undefined) return
    const state = await portFor(place.platform).stateOf?.(place)
    if (state === undefined || state === 'unknown' || state === known?.state) return
    if (state !== 'deleted') return remember(place, state)
    // Of a thread that was never looked at, nobody can say who saw it.
    if (place.thread !== undefined && known === undefined) return
    await onDeleted(place, known?.state ?? 'for-some')
  }

  /** Notes who sees a conversation; it is not deleted then. */
  const remember = (place: Place, state: KnownPlace['state']): Promise<void> => {
    const key = keyOf(place)
    return store.transact(scopeOf(place), [key], () => ({
      changes: [put(key, { v: 1, place, state })],
      result: undefined,
    }))
  }

  /** Forgets a conversation, and the threads of a channel. */
  async function forget(place: Place): Promise<void> {
    const records = store.collection(knownPlaces, keyOf(place).scope)
    const isOurs = (one: Place) =>
      one.channel === place.channel && (place.thread === undefined || one.thread === place.thread)
    for await (const [id, known] of records.entries(skipCorrupt))
      if (isOurs(known.place)) await records.delete(id)
  }

  return {
    onDeleted,

    /** Looks whether conversations were deleted, where something is stored of them. @param signal Ends it early. */
    async check(platform: string, signal?: AbortSignal): Promise<void> {
      const { stateOf, isConnected } = portFor(platform)
      if (stateOf === undefined || !isConnected()) return
      for (const place of await usedPlaces(store, platform)) {
        if (signal?.aborted === true) return
        await look(place).catch((fault: unknown) =>
          log.warn({ fault, space: place.space }, 'whether a conversation was deleted is not known'),
        )
      }
    },

    /** Whether a place is deleted that everyone saw. */
    async isKept(place: Place): Promise<boolean> {
      const { thread, ...channel } = place
      const own = thread === undefined ? undefined : await find(place)
      if (own?.deletedAt !== undefined || own?.state === 'for-some') return own.state === 'for-all'
      const known = await find(channel)
      return known?.state === 'for-all' && known.deletedAt !== undefined
    },

    /** Removes what is stored of a conversation that was found deleted at that time, unless it is there again. */
    async eraseDue(place: Place, at: number): Promise<void> {
      const known = await find(place)
      if (known?.deletedAt !== at) return
      const port = portFor(place.platform)
      const state = await port.stateOf?.(place)
      if (state === 'for-all' || state === 'for-some' || state === 'as-channel') return remember(place, state)
      const erased = await erasePlace(store, place)
      await port.erasePlace?.(place, erased)
      await forget(place)
      log.info({ space: place.space }, 'what was stored of a deleted conversation is removed')
      onErased()
    },
  }
}

export type DeletedPlaces = ReturnType<typeof createDeletedPlaces>

const isThreadOf = ({ channel }: Place, one: Place): boolean =>
  one.channel === channel && one.thread !== undefined

const keyOf = ({ space, channel, thread }: Place) =>
  ({
    kind: knownPlaces,
    scope: wholeOf(space),
    id: thread === undefined ? channel : `${channel}/${thread}`,
  }) satisfies TypedKey<KnownPlace>

const scopeOf = (place: Place): string => `place:${keyOf(place).scope}/${keyOf(place).id}`

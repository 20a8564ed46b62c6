import type { Message, Obstacle } from '../chat/message.ts'
import { put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { heldUntil } from '../time/lease.ts'
import { type ShownMessage, shownMessages } from './board-records.ts'

interface Deps {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Clock
}

/** A message of a board, by the id of its record. */
export interface BoardMessage {
  readonly board: string
  readonly id: string
}

/**
 * Leases a message for `ms`, so that only one process edits it at a time. A lease that is not renewed ends by itself,
 * as after a crash.
 *
 * @returns `undefined` if the message is leased to this process now, or no longer exists; otherwise when the lease of
 *   another process ends, in ms since 1970.
 */
export function leaseMessage(
  { store, clock }: Deps,
  message: BoardMessage,
  ms: number,
): Promise<number | undefined> {
  const key = keyOf(message)
  const now = clock.now()
  return store.transact(`board:${message.id}`, [key], ([stored]) => {
    if (stored === undefined) return { changes: [], result: undefined }
    const leasedUntil = heldUntil(stored.freeAt, now, ms)
    if (leasedUntil !== undefined) return { changes: [], result: leasedUntil }
    return { changes: [put(key, { ...stored, freeAt: now + ms })], result: undefined }
  })
}

/** Runs `work` and renews the message's lease of `ms` until it is done, also once more if it fails. */
export async function runWithLease(
  deps: Deps,
  message: BoardMessage,
  ms: number,
  work: () => Promise<void>,
  onRenewalFailed: (fault: unknown, board: string) => void,
): Promise<void> {
  const done = new AbortController()
  const renewing = renewUntil(deps, message, ms, done.signal).catch((fault: unknown) =>
    onRenewalFailed(fault, message.board),
  )
  try {
    await work()
  } catch (fault) {
    // The edit may have reached the platform all the same, so its pace is kept.
    await renewLease(deps, message, ms)
    throw fault
  } finally {
    done.abort()
    await renewing
  }
}

/** Records what a message shows after an edit, unless it was forgotten meanwhile, as when its space is erased. */
export function recordShown(
  store: Pick<Store, 'transact'>,
  message: BoardMessage,
  shown: ShownMessage,
): Promise<void> {
  const key = keyOf(message)
  return store.transact(`board:${message.id}`, [key], ([stored]) => ({
    changes: stored === undefined ? [] : [put(key, shown)],
    result: undefined,
  }))
}

/**
 * Records that a message can't be edited. It stays on record, and is edited once the bot is back, as every board that is
 * behind.
 *
 * @throws Error if that is refused: until it isn't, the edit is to be tried again.
 */
export async function noteObstacle(
  store: Pick<Store, 'transact'>,
  place: BoardMessage,
  message: Message,
  obstacle: Obstacle,
): Promise<void> {
  await recordShown(store, place, { v: 1, message, revision: -1, obstacle })
  if (obstacle === 'refused') throw new Error('The platform does not let a message be edited')
}

async function renewUntil(deps: Deps, message: BoardMessage, ms: number, done: AbortSignal): Promise<void> {
  await deps.clock.pause(ms / 2, done)
  while (!done.aborted) {
    await renewLease(deps, message, ms)
    await deps.clock.pause(ms / 2, done)
  }
}

function renewLease({ store, clock }: Deps, message: BoardMessage, ms: number): Promise<void> {
  const key = keyOf(message)
  const until = clock.now() + ms
  return store.transact(`board:${message.id}`, [key], ([stored]) => ({
    changes: stored === undefined ? [] : [put(key, { ...stored, freeAt: until })],
    result: undefined,
  }))
}

const keyOf = ({ board, id }: BoardMessage): TypedKey<ShownMessage> => ({
  kind: shownMessages,
  scope: board,
  id,
})

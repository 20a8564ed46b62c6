import type { Keys } from '../store/keys.ts'
import { currentRound, type Poll, PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { closeRound } from './rounds.ts'
import type { Sealer } from './seal-poll.ts'

/** A note without a poll is older than this if the poll was never stored. */
const staleMs = 24 * 3_600_000

interface Deps {
  readonly store: PollStore
  readonly keys: Keys
  readonly sealer: Pick<Sealer, 'sealClosed'>
  readonly now: () => number
}

/**
 * Makes database and keys agree, at the start: finishes what a crash has left half done, and closes and seals polls whose
 * key is lost, because nobody could be kept from voting twice in them.
 *
 * @returns the polls whose key was lost.
 */
export async function checkKeys({ store, keys, sealer, now }: Deps): Promise<readonly Poll[]> {
  // In this order: another process may be opening a poll, which notes the key first, then makes it, then stores the poll.
  const present = await keys.names()
  const noted = await store.listKeyed()
  const lost: Poll[] = []
  const needless: PollId[] = []
  for (const [id, { space, at }] of noted) {
    const poll = await store.find(space, id)
    if (poll === undefined) {
      if (at < now() - staleMs) needless.push(id)
    } else if (poll.sealedAt !== undefined) {
      await sealer.sealClosed(poll)
    } else if ((await keys.get(id)) === undefined) {
      lost.push(poll)
      await closeAndSeal({ store, sealer, now }, poll)
    }
  }
  const known = new Set<string>(noted.map(([id]) => id))
  await keys.remove([
    ...needless,
    ...present.filter((name) => PollId.safeParse(name).success && !known.has(name)),
  ])
  for (const id of needless) await store.forgetKey(id)
  return lost
}

async function closeAndSeal({ store, sealer, now }: Omit<Deps, 'keys'>, poll: Poll): Promise<void> {
  const closed = await store.change(poll.id, poll.place.space, (poll) =>
    currentRound(poll).state === 'open' ? closeRound(poll, { at: now() }) : poll,
  )
  if (closed !== undefined) await sealer.sealClosed(closed)
}

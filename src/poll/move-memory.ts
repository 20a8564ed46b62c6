import type { Caller, Place } from '../chat/caller.ts'
import { toPollLine } from './audit-line.ts'
import type { PollDeps } from './change-poll.ts'
import type { SeenLines } from './memory-reader.ts'
import type { MemoryLine } from './memory-store.ts'
import { requirePermission } from './permissions.ts'
import type { Poll } from './poll.ts'
import { withNextRevision } from './rounds.ts'

/** A channel that is deleted, of which polls are left. */
export interface DeletedChannel {
  readonly channel: string
  readonly polls: number
}

interface Deps extends PollDeps {
  readonly readSeen: (caller: Caller) => Promise<SeenLines>
  /** Whether a place is deleted that everyone saw. */
  readonly isKept: (place: Place) => Promise<boolean>
}

/** Lists the polls of deleted channels that everyone saw, and moves them to another channel, for admins. */
export function createMemoryMoving(deps: Deps) {
  const { store, readSeen, isKept, rankIn, onEdit, now } = deps

  /** The polls of deleted channels, by the channel. @throws UserError unless the caller is an admin. */
  async function readDeleted(caller: Caller): Promise<ReadonlyMap<string, readonly MemoryLine[]>> {
    requirePermission(caller.rank === 'admin', 'move the polls of a deleted channel', 'an admin')
    const { platform, space } = caller.place
    const { lines } = await readSeen(caller)
    const found = [...Map.groupBy(lines, ({ channel }) => channel)].map(async ([channel, polls]) =>
      (await isKept({ platform, space, channel })) ? [[channel, polls] as const] : [],
    )
    return new Map((await Promise.all(found)).flat())
  }

  return {
    /** @throws UserError unless the caller is an admin. */
    async listDeletedChannels(caller: Caller): Promise<readonly DeletedChannel[]> {
      const found = await readDeleted(caller)
      return [...found].map(([channel, lines]) => ({ channel, polls: lines.length }))
    },

    /**
     * Moves the polls of a deleted channel and of its threads to another one, each with its line in the audit.
     *
     * @param to The channel's id; the caller's without it.
     * @returns how many; 0 if the channel isn't deleted or has none.
     * @throws UserError unless the caller is an admin, who sees that channel.
     */
    async moveMemory(caller: Caller, from: string, to = caller.place.channel): Promise<number> {
      const lines = (await readDeleted(caller)).get(from) ?? []
      const { platform, space } = caller.place
      const place = { platform, space, channel: to }
      const mayMove = to === caller.place.channel || (await rankIn(caller, place)) === 'admin'
      requirePermission(mayMove, 'move polls to that channel', 'an admin who sees it')
      for (const { id } of lines) {
        const moved = await store.change(id, space, (poll) => withPlace(poll, place), {
          toLine: (_, next) =>
            toPollLine(next, {
              ...{ command: 'edit', at: now(), caller },
              changes: [{ field: 'channel', from, to }],
            }),
        })
        if (moved !== undefined) onEdit(moved)
      }
      return lines.length
    },
  }
}

/** In that channel, and in no thread. */
function withPlace({ thread: _, ...poll }: Poll, place: Place): Poll {
  return withNextRevision({ ...poll, place })
}

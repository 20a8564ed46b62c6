import { randomUUID } from 'node:crypto'
import type { SpaceId } from '../chat/caller.ts'
import { claimedUntil, maxClaimMs } from '../reading/claim.ts'
import type { ChangeGroup, Group, GroupId } from '../reading/group.ts'
import { type GroupStore, LeaseLostError } from '../reading/group-store.ts'
import { createSessionId } from '../reading/ids.ts'
import { planSessions } from '../reading/plan.ts'
import { backoff } from '../time/backoff.ts'

/** Leases end on whole minutes, so that the job that follows them is stored once. */
const roundMs = 60_000
const leaseMs = maxClaimMs - roundMs

/** The pause after a failure, given how many turns failed in a row before it. */
const retryPauseMs = backoff({ minMs: 5000, maxMs: 10 * 60_000 })

export interface LeaseDeps {
  readonly store: GroupStore
  readonly now: () => number
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
}

/** A group that only this worker may run the steps of. */
interface GroupLease {
  readonly group: Group
  /** Renews the lease, too. @throws LeaseLostError if it has passed to another worker: nothing was changed. */
  readonly change: ChangeGroup
  /** Gives the lease back. After a failure the group is not leased again before a pause. */
  readonly release: (options: { readonly hasFailed: boolean }) => Promise<void>
}

/**
 * Leases a group, and gives records to sessions that are due for one.
 *
 * @returns `undefined` while another worker has the lease: the group's job runs again when that ends.
 */
export async function leaseGroup(
  { store, now, onChange }: LeaseDeps,
  space: SpaceId,
  id: GroupId,
): Promise<GroupLease | undefined> {
  const by = randomUUID()
  const newClaim = () => ({ by, until: Math.ceil((now() + leaseMs) / roundMs) * roundMs })
  const group = await store.change(space, id, (group) =>
    claimedUntil(group, now()) !== undefined
      ? group
      : { ...planSessions(group, now(), createSessionId), claim: newClaim() },
  )
  if (group?.claim?.by !== by) return undefined
  return {
    group,

    async change(decide) {
      const claim = newClaim()
      const next = await store.change(
        space,
        id,
        (group) => {
          const decided = decide(group)
          return 'group' in decided
            ? { ...decided, group: { ...decided.group, claim } }
            : { ...decided, claim }
        },
        { lease: by },
      )
      if (next === undefined) throw new LeaseLostError()
      onChange(next)
      return next
    },

    async release({ hasFailed }) {
      const next = await store.change(
        space,
        id,
        ({ claim: _, retryAt: __, failures, ...group }) => ({
          ...group,
          failures: hasFailed ? failures + 1 : 0,
          ...(hasFailed && { retryAt: now() + Math.round(retryPauseMs(failures)) }),
        }),
        { lease: by },
      )
      if (next !== undefined) onChange(next)
    },
  }
}

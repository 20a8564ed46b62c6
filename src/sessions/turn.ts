import type { SpaceId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { ChangeGroup, Group, GroupId } from '../reading/group.ts'
import { LeaseLostError } from '../reading/group-store.ts'
import { type LeaseDeps, leaseGroup } from './group-lease.ts'
import { type NoticeDeps, type PendingNotice, sendNotices } from './notices.ts'

/** One worker's time with a group that it has leased. */
export interface Turn {
  /** @throws LeaseLostError if the lease has passed to another worker: nothing was changed. */
  readonly change: ChangeGroup
  /** Notices to organisers, sent at the end of the turn; it is added to. */
  readonly notices: PendingNotice[]
}

/**
 * Runs with the group leased, then sends the notices and gives the lease back, whatever happened.
 *
 * @returns `undefined` while another worker has the lease; else what `run` threw, if it did.
 */
export async function withLease(
  deps: LeaseDeps & NoticeDeps,
  space: SpaceId,
  id: GroupId,
  run: (group: Group, turn: Turn) => Promise<void>,
): Promise<{ readonly fault: unknown } | undefined> {
  const lease = await leaseGroup(deps, space, id)
  if (lease === undefined) return undefined
  const turn: Turn = { change: lease.change, notices: [] }
  let fault: unknown
  try {
    await run(lease.group, turn)
  } catch (thrown) {
    if (thrown instanceof LeaseLostError) return { fault: undefined }
    fault = thrown
    if (!(fault instanceof UserError)) deps.log.error({ fault, group: id }, 'a session step failed')
  }
  await sendNotices(deps, turn.change, turn.notices)
  await lease.release({ hasFailed: fault !== undefined })
  return { fault }
}

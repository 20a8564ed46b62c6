import type { Caller, SpaceId } from '../chat/caller.ts'
import { emptyTally } from '../grid/tally.ts'
import { toPollLine } from './audit-line.ts'
import type { PollDeps } from './change-poll.ts'
import { countRepliesForGood } from './count-for-good.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { onlyAnonymousSealed, pollNotFound, pollSealed, pollStillOpen } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { openerOrManager } from './permission-errors.ts'
import { mayDelete, requirePermission, requireTakingPart } from './permissions.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import type { PublishedRound } from './published.ts'
import { withNextRevision } from './rounds.ts'

/**
 * Sealing anonymous polls: what is stored of their rounds is what was shown, and the key that led from people to ballots
 * is destroyed.
 */
export function createSealer(deps: PollDeps) {
  const { store, voters, publisher, now, onEdit, onErased } = deps

  /** Does no harm if it is done twice, or again after a crash. @param caller Absent if it happens by itself. */
  async function seal(poll: Poll, caller?: Caller): Promise<Poll> {
    const published = await publisher.publishedRounds(poll)
    await countRepliesForGood(store, poll)
    const at = now()
    const sealed = await store.seal(
      poll,
      (poll) => toSealed(poll, published, at),
      (poll) => toPollLine(poll, { command: 'seal', at, caller }),
    )
    if (sealed === undefined) throw pollNotFound()
    await voters.destroyKeys([poll.id])
    await store.shredBallots(poll.id, poll.rounds.length)
    await store.forgetKey(poll.id)
    onErased()
    onEdit(sealed)
    return sealed
  }

  return {
    /** @throws UserError unless the poll is anonymous, closed and not yet sealed, and the caller may seal it. */
    async seal(caller: Caller, id: PollId): Promise<Disclosure> {
      return discloseCounts(await seal(await requireSealable(deps, caller, id), caller))
    },

    /** The poll to confirm before sealing. @throws UserError as `seal` does. */
    findSealable: async (caller: Caller, id: PollId): Promise<Disclosure> =>
      discloseCounts(await requireSealable(deps, caller, id)),

    /** Seals a poll some time after a round has closed, unless another round has begun. */
    async sealDue(space: SpaceId, id: PollId, round: number): Promise<void> {
      const poll = await store.find(space, id)
      if (poll === undefined || currentRound(poll).number !== round) return
      if (currentRound(poll).state === 'closed') await seal(poll)
    },

    /** Seals a poll whose round has been closed. */
    sealClosed: (poll: Poll): Promise<Poll> => seal(poll),
  }
}

export type Sealer = ReturnType<typeof createSealer>

async function requireSealable(deps: PollDeps, caller: Caller, id: PollId): Promise<Poll> {
  const { poll, actor } = await requirePoll(deps, caller, id)
  requireTakingPart(actor, 'seal this poll')
  requirePermission(mayDelete(actor, poll), 'seal this poll', openerOrManager(poll))
  if (poll.visibility === 'names') throw onlyAnonymousSealed()
  if (poll.sealedAt !== undefined) throw pollSealed()
  if (currentRound(poll).state === 'open') throw pollStillOpen()
  return poll
}

/** Of a round that was too small to be shown only the number of votes stays, so it may go into any count. */
function toSealed(poll: Poll, published: readonly (PublishedRound | undefined)[], at: number): Poll {
  if (poll.sealedAt !== undefined) return poll
  if (currentRound(poll).state === 'open') throw pollStillOpen()
  const rounds = poll.rounds.map((round, i) =>
    published[i]?.shown === undefined
      ? { ...round, tally: { ...emptyTally, unsure: published[i]?.votes ?? 0 } }
      : round,
  )
  const { readers: _, ...rest } = poll
  return withNextRevision({ ...rest, rounds, sealedAt: at })
}

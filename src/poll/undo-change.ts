import type { Caller } from '../chat/caller.ts'
import type { Answers } from './ballot.ts'
import type { BallotChange } from './ballot-changes.ts'
import { findSettled, type Receipt } from './casting.ts'
import { discloseCounts } from './disclose.ts'
import { roundClosed } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { requireTakingPart } from './permissions.ts'
import { currentRound, type PollId } from './poll.ts'
import { type BallotDeps, isSameAnswers, recordBallot, toOwnBallot } from './record-ballot.ts'
import { restoreReplies } from './restore-replies.ts'
import { changeFinal, voteChangedSince } from './undo-errors.ts'

/** Undoing the caller's last change of a ballot. */
export function createUndoing(deps: BallotDeps) {
  const { store, voters, ballotChanges, now } = deps

  /** @param decide What replaces the ballot that the change has made. */
  async function replaceChange(
    caller: Caller,
    id: PollId,
    changeId: string,
    decide: (change: BallotChange) => Answers,
  ): Promise<Receipt> {
    const { poll: known, actor } = await requirePoll(deps, caller, id)
    requireTakingPart(actor, 'vote')
    const voter = await voters.voterOf(known, caller.person.id)
    if (voter === undefined) throw roundClosed(known)
    const change = ballotChanges.find(id, voter.id, now())
    if (change === undefined) throw changeFinal(id)
    const { poll, ballot } = await recordBallot(deps, caller, known, voter, {
      decide(current, poll) {
        const isLast = change.id === changeId && change.round === currentRound(poll).number
        if (!isLast || !isSameAnswers(current, change.after)) throw voteChangedSince(id)
        return decide(change)
      },
      returning: change.withdrawn?.isInCounts ? change.withdrawn.ballot : undefined,
      whenClosed: roundClosed,
    })
    if (ballot === undefined) throw new Error('A ballot was brought back and is not there')
    ballotChanges.forget(id, voter.id)
    if (change.withdrawn !== undefined) await restoreReplies(deps, poll, voter.id, change.withdrawn)
    const settled = await findSettled(store, { id }, currentRound(poll).number, voter.id)
    return {
      poll: discloseCounts(poll),
      hasMoved: false,
      ...(settled !== undefined && { settled }),
      ...toOwnBallot(ballot),
    }
  }

  return {
    /**
     * Brings back the ballot that a change has replaced or withdrawn. Works once, and while nothing else has changed.
     *
     * @throws UserError if it can't be undone.
     */
    undo: (caller: Caller, id: PollId, change: string): Promise<Receipt> =>
      replaceChange(caller, id, change, ({ before }) => before),

    /**
     * Gives the ballot that a change has made the reason and the confidence of the one that it replaced.
     *
     * @throws As `undo`.
     */
    keepReason: (caller: Caller, id: PollId, change: string): Promise<Receipt> =>
      replaceChange(caller, id, change, ({ before, after }) => ({
        ...(after ?? before),
        ...(before.confidence !== undefined && { confidence: before.confidence }),
        ...(before.why !== undefined && { why: before.why }),
      })),
  }
}

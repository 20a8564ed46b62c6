import type { Caller } from '../chat/caller.ts'
import type { Answers, ReceiptCode } from './ballot.ts'
import { findEarlierAnswers, type Voting } from './casting.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { roundClosed } from './errors.ts'
import { requirePoll, type SeenPoll } from './find-poll.ts'
import { requireTakingPart } from './permissions.ts'
import { currentRound, type PollId } from './poll.ts'
import { type BallotDeps, recordBallot, toOwnBallot } from './record-ballot.ts'
import { sharedCruxOf } from './shared-cruxes.ts'
import { textsOf } from './shown-reasons.ts'

/** A ballot that was taken back. */
interface Withdrawal {
  readonly poll: Disclosure
  /** The id of the change, if there was a ballot. */
  readonly change?: string
}

/** The caller's own part of a poll. */
interface OwnAnswers {
  readonly poll: Disclosure
  readonly answers?: Answers
  readonly code?: ReceiptCode
  /** Whether they are of the current round. */
  readonly isCurrent: boolean
  /** Whether the caller has no answers yet, and said before the poll was opened that they had read the paper. */
  readonly hasRead?: true
}

/** Withdrawing and reading one's own ballot. */
export function createOwnBallot(deps: BallotDeps) {
  const { store, voters, ballotChanges, now, onErased } = deps

  async function findAnswers({ poll, actor }: SeenPoll): Promise<OwnAnswers> {
    const voter = await voters.voterOf(poll, actor.person.id)
    if (voter === undefined) return { poll: discloseCounts(poll), isCurrent: false }
    const ballot = await store.ballot(poll, currentRound(poll).number, voter.id)
    if (ballot !== undefined) return { poll: discloseCounts(poll), isCurrent: true, ...toOwnBallot(ballot) }
    const answers = await findEarlierAnswers(store, poll, currentRound(poll).number, voter.id)
    return {
      poll: discloseCounts(poll),
      isCurrent: false,
      ...(answers !== undefined && { answers }),
      ...(answers === undefined && poll.readers?.includes(voter.id) && { hasRead: true }),
    }
  }

  return {
    /**
     * Takes back the caller's ballot of the current round.
     *
     * @param check As `decide` of {@link cast}: if it throws, nothing is changed.
     */
    async withdraw(
      caller: Caller,
      id: PollId,
      check: (voting: Pick<Voting, 'round' | 'isCurrent'>) => void,
    ): Promise<Withdrawal> {
      const { poll: known, actor } = await requirePoll(deps, caller, id)
      requireTakingPart(actor, 'withdraw a vote')
      const voter = await voters.voterOf(known, caller.person.id)
      if (voter === undefined) throw roundClosed(known)
      const { poll, before } = await recordBallot(deps, caller, known, voter, {
        decide(answers, poll) {
          const { number } = currentRound(poll)
          check({ round: number, isCurrent: answers !== undefined })
          return undefined
        },
        whenClosed: roundClosed,
      })
      const round = currentRound(poll)
      const reply = poll.replies === undefined ? undefined : await store.reply(id, round.number, voter.id)
      await store.eraseReplies({ ...poll, rounds: [round] }, voter.id, () => undefined)
      if (before === undefined) return { poll: discloseCounts(poll) }
      if (textsOf(before.answers).length === 0) onErased()
      const shared = sharedCruxOf(known, round.number, voter.id)
      const withdrawn = {
        ballot: before,
        isInCounts: round.countsAtReveal !== undefined && before.isLate !== true,
        ...(reply !== undefined && { reply }),
        ...(shared !== undefined && { shared }),
      }
      const replaced = { round: round.number, before: before.answers, at: now(), withdrawn }
      return { poll: discloseCounts(poll), change: ballotChanges.remember(id, voter.id, replaced) }
    },

    /** The caller's answers in the current round, else in the last one they voted in, which a new ballot starts from. */
    answersOf: async (caller: Caller, id: PollId): Promise<OwnAnswers> =>
      findAnswers(await requirePoll(deps, caller, id)),

    /** As `answersOf`, for a form that changes them. @throws UserError unless the caller may vote, or if the round is closed. */
    async answersToChange(caller: Caller, id: PollId): Promise<OwnAnswers> {
      const seen = await requirePoll(deps, caller, id)
      requireTakingPart(seen.actor, 'vote')
      if (currentRound(seen.poll).state === 'closed') throw roundClosed(seen.poll)
      return findAnswers(seen)
    },
  }
}

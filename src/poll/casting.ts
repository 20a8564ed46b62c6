import type { Caller } from '../chat/caller.ts'
import type { Answers, ReceiptCode, VoterId } from './ballot.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { roundClosed, voteNotCounted } from './errors.ts'
import { requirePoll, type SeenPoll } from './find-poll.ts'
import { requireTakingPart } from './permissions.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import {
  type BallotDeps,
  beforeRecording,
  isSameAnswers,
  recordBallot,
  toOwnBallot,
} from './record-ballot.ts'
import { textsOf } from './shown-reasons.ts'

/** A recorded ballot, as its voter sees it. */
export interface Receipt {
  readonly poll: Disclosure
  readonly answers: Answers
  /** Only in anonymous polls. */
  readonly code?: ReceiptCode
  /** Whether this replaced a different stance, after the voter could see the others' placements. */
  readonly hasMoved: boolean
  /** Whether these were the voter's answers in this round already. */
  readonly isUnchanged?: boolean
  /** The different stance that this replaced in the same round, while that can be undone. */
  readonly change?: ReceiptChange
}

interface ReceiptChange {
  readonly id: string
  readonly before: Answers
}

/** A ballot that was taken back. */
export interface Withdrawal {
  readonly poll: Disclosure
  /** The id of the change, if there was a ballot. */
  readonly change?: string
}

/** Casting, withdrawing and reading one's own ballot. */
export function createCasting(deps: BallotDeps) {
  const { store, voters, ballotChanges, now, onErased } = deps

  /** The voter's answers in the previous round; `undefined` in the first round or without a ballot. */
  async function findEarlierAnswers(poll: Poll, voter: VoterId): Promise<Answers | undefined> {
    const { number } = currentRound(poll)
    return number === 1 ? undefined : (await store.ballot(poll, number - 1, voter))?.answers
  }

  async function findAnswers({ poll, actor }: SeenPoll): Promise<OwnAnswers> {
    const voter = await voters.voterOf(poll, actor.person.id)
    if (voter === undefined) return { poll: discloseCounts(poll), isCurrent: false }
    const ballot = await store.ballot(poll, currentRound(poll).number, voter.id)
    if (ballot !== undefined) return { poll: discloseCounts(poll), isCurrent: true, ...toOwnBallot(ballot) }
    const answers = await findEarlierAnswers(poll, voter.id)
    return { poll: discloseCounts(poll), isCurrent: false, ...(answers !== undefined && { answers }) }
  }

  /** @returns `undefined` unless the stance has changed. */
  function rememberChange(
    poll: Poll,
    voter: VoterId,
    before: Answers | undefined,
    after: Answers,
  ): ReceiptChange | undefined {
    if (before === undefined || isSameStance(before, after)) return undefined
    const change = { round: currentRound(poll).number, before, after, at: now() }
    return { id: ballotChanges.remember(poll.id, voter, change), before }
  }

  return {
    /**
     * Casts or replaces the caller's ballot.
     *
     * @param decide Returns the new answers. Called with the voter's answers of this round, else of the previous one.
     *   Pure: may run more than once. If it throws, the error passes through and nothing is changed.
     * @throws UserError if the poll does not exist or is closed, or the ballot could not be stored.
     */
    async cast(
      caller: Caller,
      id: PollId,
      decide: (before: Answers | undefined, voting: Voting) => Answers,
    ): Promise<Receipt> {
      const { poll: known, actor } = await beforeRecording(requirePoll(deps, caller, id))
      requireTakingPart(actor, 'vote')
      const voter = await beforeRecording(voters.voterOf(known, caller.person.id))
      if (voter === undefined) throw voteNotCounted(known)
      const earlier = await beforeRecording(findEarlierAnswers(known, voter.id))
      const { poll, ballot, before } = await recordBallot(deps, caller, known, voter, {
        decide: (answers, poll) =>
          decide(answers ?? earlier, {
            questions: poll.questions,
            round: currentRound(poll).number,
            isCurrent: answers !== undefined,
          }),
        whenClosed: voteNotCounted,
      })
      if (ballot === undefined) throw new Error('A ballot was cast and is not there')
      const previous = before?.answers ?? earlier
      const hasMoved = mayShowMove(poll) && previous !== undefined && !isSameStance(previous, ballot.answers)
      const change = rememberChange(poll, voter.id, before?.answers, ballot.answers)
      return {
        poll: discloseCounts(poll),
        hasMoved,
        isUnchanged: before !== undefined && isSameAnswers(before.answers, ballot.answers),
        ...(change !== undefined && { change }),
        ...toOwnBallot(ballot),
      }
    },

    /**
     * Takes back the caller's ballot of the current round.
     *
     * @param check As `decide` of {@link cast}: if it throws, nothing is changed.
     */
    async withdraw(caller: Caller, id: PollId, check: (voting: Voting) => void): Promise<Withdrawal> {
      const { poll: known, actor } = await requirePoll(deps, caller, id)
      requireTakingPart(actor, 'withdraw a vote')
      const voter = await voters.voterOf(known, caller.person.id)
      if (voter === undefined) throw roundClosed(known)
      const { poll, before } = await recordBallot(deps, caller, known, voter, {
        decide(answers, poll) {
          const { number } = currentRound(poll)
          check({ questions: poll.questions, round: number, isCurrent: answers !== undefined })
          return undefined
        },
        whenClosed: roundClosed,
      })
      if (before === undefined) return { poll: discloseCounts(poll) }
      if (textsOf(before.answers).length === 0) onErased()
      const { number } = currentRound(poll)
      const replaced = { round: number, before: before.answers, at: now() }
      return { poll: discloseCounts(poll), change: ballotChanges.remember(id, voter.id, replaced) }
    },

    /** The caller's answers in the current round, else in the one before, which a new ballot starts from. */
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

/** The caller's own part of a poll. */
interface OwnAnswers {
  readonly poll: Disclosure
  readonly answers?: Answers
  readonly code?: ReceiptCode
  /** Whether they are of the current round. */
  readonly isCurrent: boolean
}

/** The round that a ballot is cast in. */
interface Voting extends Pick<Poll, 'questions'> {
  readonly round: number
  /** Whether the voter's answers are of this round. */
  readonly isCurrent: boolean
}

/** A changed stance counts as a move only for voters who could see the others' placements. */
function mayShowMove(poll: Poll): boolean {
  const { number, revealedAt } = currentRound(poll)
  return number > 1 || revealedAt !== undefined
}

const isSameStance = (a: Answers, b: Answers): boolean =>
  JSON.stringify(a.stance) === JSON.stringify(b.stance)

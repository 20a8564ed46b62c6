import type { Caller } from '../chat/caller.ts'
import type { Answers, ReceiptCode, VoterId } from './ballot.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { voteNotCounted } from './errors.ts'
import { requirePoll, requirePollToVote } from './find-poll.ts'
import { requireTakingPart } from './permissions.ts'
import { type Ask, asksOf, currentRound, type Poll, type PollId } from './poll.ts'
import {
  type BallotDeps,
  beforeRecording,
  isBlind,
  isSameAnswers,
  OtherRoundError,
  recordBallot,
  toOwnBallot,
} from './record-ballot.ts'
import type { SettledAnswer } from './reply.ts'
import type { Voter } from './voters.ts'

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
  /** Whether the question of the round before was settled for the voter; absent until they have said so. */
  readonly settled?: SettledAnswer
  /** The different stance that this replaced in the same round, while that can be undone. */
  readonly change?: ReceiptChange
}

interface ReceiptChange {
  readonly id: string
  readonly before: Answers
}

/**
 * The voter's answers in the last round before that one in which they voted, without the guess, which was about that round;
 * `undefined` if they voted in none.
 */
export async function findEarlierAnswers(
  store: BallotDeps['store'],
  poll: Pick<Poll, 'id'>,
  round: number,
  voter: VoterId,
): Promise<Answers | undefined> {
  if (round === 1) return undefined
  const earlier = await store.ballot(poll, round - 1, voter)
  if (earlier === undefined) return findEarlierAnswers(store, poll, round - 1, voter)
  const { expected: _, ...answers } = earlier.answers
  return answers
}

/** Whether the question of the round before that one was settled for the voter; `undefined` if they have not said so. */
export const findSettled = async (
  store: BallotDeps['store'],
  poll: Pick<Poll, 'id'>,
  round: number,
  voter: VoterId,
): Promise<SettledAnswer | undefined> =>
  round === 1 ? undefined : (await store.reply(poll.id, round, voter))?.settled

/** Casting one's own ballot. */
export function createCasting(deps: BallotDeps) {
  const { store, voters, ballotChanges, now } = deps

  /** The caller as a voter, and the number of the last known round. @throws UserError if they may not vote. */
  async function requireVoter(caller: Caller, id: PollId): Promise<{ voter: Voter; round: number }> {
    const { poll, actor } = await beforeRecording(requirePollToVote(deps, caller, id))
    requireTakingPart(actor, 'vote')
    const known = await beforeRecording(voters.findVoter(poll, caller.person.id))
    if (known !== undefined) return { voter: known, round: poll.round }
    // It may have been sealed since it was read.
    const { poll: read } = await beforeRecording(requirePoll(deps, caller, id))
    const voter = await beforeRecording(voters.voterOf(read, caller.person.id))
    if (voter === undefined) throw voteNotCounted(read)
    return { voter, round: currentRound(read).number }
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

  /** Casts a ballot on top of the answers of the round before the one that is known. */
  async function castIn(
    caller: Caller,
    id: PollId,
    { voter, round }: { readonly voter: Voter; readonly round: number },
    decide: DecideAnswers,
  ): Promise<Receipt> {
    const [earlier, settled] = await beforeRecording(
      Promise.all([
        findEarlierAnswers(store, { id }, round, voter.id),
        findSettled(store, { id }, round, voter.id),
      ]),
    )
    const { poll, ballot, before } = await recordBallot(deps, caller, { id }, voter, {
      decide(answers, poll) {
        const { number } = currentRound(poll)
        if (number !== round) throw new OtherRoundError(number)
        const isCurrent = answers !== undefined
        const voting = {
          questions: poll.questions,
          asks: asksOf(poll),
          round,
          isCurrent,
          isBlind: isBlind(poll),
          hasRead: poll.readers?.includes(voter.id) === true,
        }
        return decide(answers ?? earlier, voting)
      },
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
      ...(settled !== undefined && { settled }),
      ...(change !== undefined && { change }),
      ...toOwnBallot(ballot),
    }
  }

  return {
    /**
     * Casts or replaces the caller's ballot.
     *
     * @param decide Returns the new answers. Called with the voter's answers of this round, else of the last one they voted in.
     *   Pure: may run more than once. If it throws, the error passes through and nothing is changed.
     * @throws UserError if the poll does not exist or is closed, or the ballot could not be stored.
     */
    async cast(caller: Caller, id: PollId, decide: DecideAnswers): Promise<Receipt> {
      const known = await requireVoter(caller, id)
      let { round } = known
      for (;;) {
        try {
          return await castIn(caller, id, { ...known, round }, decide)
        } catch (fault) {
          if (!(fault instanceof OtherRoundError)) throw fault
          round = fault.round
        }
      }
    },
  }
}

/** Makes a voter's new answers from their last ones. */
type DecideAnswers = (before: Answers | undefined, voting: Voting) => Answers

/** The round that a ballot is cast in. */
export interface Voting extends Pick<Poll, 'questions'> {
  readonly round: number
  /** Whether the voter's answers are of this round. */
  readonly isCurrent: boolean
  readonly asks: readonly Ask[]
  /** Whether nobody sees the votes of the round yet. */
  readonly isBlind: boolean
  /** Whether the voter said before the poll was opened that they had read the paper. */
  readonly hasRead: boolean
}

/** A changed stance counts as a move only for voters who could see the others' placements. */
function mayShowMove(poll: Poll): boolean {
  const { number, revealedAt } = currentRound(poll)
  return number > 1 || revealedAt !== undefined
}

const isSameStance = (a: Answers, b: Answers): boolean =>
  JSON.stringify(a.stance) === JSON.stringify(b.stance)

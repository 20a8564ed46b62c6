import type { Caller } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import { isStorageFault } from '../store/engines/storage-error.ts'
import { heldBy } from './audience-votes.ts'
import type { Answers, Ballot } from './ballot.ts'
import type { BallotChanges } from './ballot-changes.ts'
import { guessedAnswer } from './ballot-extras.ts'
import { pollNotFound } from './errors.ts'
import type { PollSource } from './find-poll.ts'
import { asksOf, currentRound, type Poll, type PollId } from './poll.ts'
import { voteNotRecorded } from './saving-errors.ts'
import { textsOf } from './shown-reasons.ts'
import type { Voter } from './voters.ts'

export interface BallotDeps extends PollSource {
  readonly ballotChanges: BallotChanges
  /** Called after each change, once it is on disk. */
  readonly onChange: (poll: Poll) => void
  /** Called with the voter after each ballot that was cast, changed or withdrawn, once it is on disk. */
  readonly onVote: (caller: Caller) => void
  /** Called after words or votes were removed. */
  readonly onErased: () => void
}

/** Thrown by `decide` if people vote in another round than was known: nothing was changed. */
export class OtherRoundError extends Error {
  readonly round: number

  constructor(round: number) {
    super()
    this.round = round
  }
}

/** A stored ballot, and the one that it replaced in its round. */
interface Recorded {
  readonly poll: Poll
  readonly ballot?: Ballot
  readonly before?: Ballot
}

interface Recording {
  /**
   * Returns the new answers of this round; without any, the ballot is removed. Pure: may run more than once. If it throws, the
   * error passes through and nothing is changed.
   */
  readonly decide: (before: Answers | undefined, poll: Poll) => Answers | undefined
  /** A ballot that comes back, and that was in the round when its votes were shown. */
  readonly returning?: Ballot | undefined
  /** The error for a closed round. */
  readonly whenClosed: (poll: Poll) => UserError
}

/**
 * Stores a voter's answers in the current round.
 *
 * @throws UserError if the poll does not exist or is closed, or the ballot could not be stored.
 */
export async function recordBallot(
  { store, now, onChange, onVote, onErased }: BallotDeps,
  caller: Caller,
  { id }: Pick<Poll, 'id'>,
  voter: Voter,
  { decide, returning, whenClosed }: Recording,
): Promise<Recorded> {
  const castAt = now()
  const outcome = await store
    .cast(id, caller.place.space, voter.id, (poll, before) => {
      const decided = decide(before?.answers, poll)
      if (decided === undefined) return undefined
      const earlier = before ?? returning
      const answers = withGuess(decided, earlier?.answers, poll)
      if (poll.visibility === 'names')
        return {
          v: 2,
          answers,
          person: caller.person,
          castAt,
          ...heldBy(caller, poll, before),
          ...(isLate(poll, earlier) && { isLate: true }),
        }
      const receipt = voter.receiptFor(currentRound(poll).number)
      return { v: 2, answers, ...(receipt !== undefined && { receipt }) }
    })
    .catch((fault: unknown) => {
      throw fault instanceof UserError || fault instanceof OtherRoundError ? fault : voteNotRecorded(fault)
    })
  switch (outcome.kind) {
    case 'unknown':
      throw pollNotFound()
    case 'closed':
      throw whenClosed(await requireHead(store, caller, id))
    case 'stored':
      onChange(outcome.poll)
      onVote(caller)
      if (hasLostWords(outcome.before?.answers, outcome.ballot?.answers)) onErased()
      return outcome
  }
}

/** Whether a ballot was not there when the votes of its round were shown. */
const isLate = (poll: Poll, before: Ballot | undefined): boolean =>
  before === undefined ? currentRound(poll).countsAtReveal !== undefined : before.isLate === true

/**
 * The answers with the guess that counts: while votes are hidden one about the present answer, and once they have been
 * shown the one that was given before.
 */
function withGuess({ expected, ...answers }: Answers, before: Answers | undefined, poll: Poll): Answers {
  if (!isBlind(poll))
    return before?.expected === undefined ? answers : { ...answers, expected: before.expected }
  const isKept = expected !== undefined && asksOf(poll).includes('expected')
  return isKept && expected.cell === guessedAnswer(answers.stance) ? { ...answers, expected } : answers
}

/** Whether people vote and nobody sees how. */
export function isBlind(poll: Poll): boolean {
  const { blind, state } = currentRound(poll)
  return blind && state === 'open'
}

/** Awaits a read that comes before a ballot is recorded. @throws UserError that says that nothing was, if the database fails. */
export async function beforeRecording<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading
  } catch (fault) {
    throw isStorageFault(fault) ? voteNotRecorded(fault) : fault
  }
}

/** @throws UserError if the poll has been deleted. */
async function requireHead(store: PollSource['store'], caller: Caller, id: PollId): Promise<Poll> {
  const poll = await store.find(caller.place.space, id)
  if (poll === undefined) throw pollNotFound()
  return poll
}

/** Whether words of a ballot are in the one after it no more. */
function hasLostWords(before: Answers | undefined, after: Answers | undefined): boolean {
  if (before === undefined) return false
  const kept = after === undefined ? [] : textsOf(after)
  return textsOf(before).some((text) => !kept.includes(text))
}

/** A voter's own part of a ballot. */
export const toOwnBallot = ({ answers, receipt }: Ballot) => ({
  answers,
  ...(receipt !== undefined && { code: receipt }),
})

export const isSameAnswers = (a: Answers | undefined, b: Answers | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

import type { Caller } from '../chat/caller.ts'
import type { VoterId } from './ballot.ts'
import type { PollDeps } from './change-poll.ts'
import { pollNotFound } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { requireTakingPart } from './permissions.ts'
import { type Ask, asksOf, type Poll, type PollId, type Round } from './poll.ts'
import { sealAfterMs } from './poll-jobs.ts'
import type { Reply } from './reply.ts'
import { notAVoter, repliesClosed, votesStillHidden } from './reply-errors.ts'

/** A voter of a round that takes answers. */
export interface Asked {
  readonly poll: Poll
  readonly round: Round
  readonly voter: VoterId
}

interface Question {
  readonly id: PollId
  /** The number of the round. */
  readonly round: number
  readonly ask: Ask
  /** Its subject: the votes of the round, which have to be shown, or the round before. */
  readonly about: 'votes' | 'round before'
}

/** @throws UserError unless the caller may vote and the round takes answers to that question. */
export async function requireAsked(
  deps: PollDeps,
  caller: Caller,
  { id, round: number, ask, about }: Question,
): Promise<Asked> {
  const { poll, actor } = await requirePoll(deps, caller, id)
  requireTakingPart(actor, 'answer this')
  const round = poll.rounds.find((one) => one.number === number)
  if (round === undefined || !asksOf(poll).includes(ask)) throw pollNotFound()
  if (isOver(poll, round, deps.now())) throw repliesClosed()
  if (about === 'votes' && areVotesHidden(poll, round)) throw votesStillHidden()
  const voter = await deps.voters.voterOf(poll, caller.person.id)
  if (voter === undefined) throw repliesClosed()
  return { poll, round, voter: voter.id }
}

/** Stores what a voter answers. @throws UserError if they have no vote in the round. @returns the changed poll. */
export async function recordReply(
  { store, onEdit }: PollDeps,
  { poll, round, voter }: Asked,
  decide: (before: Reply) => Reply,
): Promise<Poll> {
  const outcome = await store.setReply({ id: poll.id, round: round.number, voter, decide })
  if (outcome.kind === 'unknown') throw pollNotFound()
  if (outcome.kind === 'no ballot') throw notAVoter(round.number)
  onEdit(outcome.poll)
  return outcome.poll
}

/** Whether nobody sees what was voted in the round. */
export const areVotesHidden = ({ visibility }: Poll, { blind, state }: Round): boolean =>
  state === 'open' && (blind || visibility === 'anonymous')

/** Whether answers to a round have ended: some time after its close, and once the poll is sealed or nobody is named in it. */
function isOver(poll: Poll, { closedAt, number }: Round, now: number): boolean {
  if (poll.sealedAt !== undefined || (poll.namelessRounds ?? 0) >= number) return true
  if (closedAt === undefined) return false
  return now > closedAt + sealAfterMs || closedAt <= (poll.imported?.at ?? 0)
}

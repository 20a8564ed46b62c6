import type { Caller, Person } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { Answers, Ballot, VoterId } from './ballot.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { pollClosed, pollNotFound, voteNotRecorded } from './errors.ts'
import { type PollSource, requirePoll } from './find-poll.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { voterOf } from './voter.ts'

/** A recorded ballot, as its voter sees it. */
export interface Receipt {
  readonly poll: Disclosure
  readonly answers: Answers
  /** Whether this replaced a different stance, after the voter could see the others' placements. */
  readonly hasMoved: boolean
}

interface Deps extends PollSource {
  readonly now: () => number
  /** Called after each change, once it is on disk. */
  readonly onChange: (poll: PollId) => void
  /** Called after words or votes were removed. */
  readonly onErased: () => void
}

/** Casting, withdrawing and reading one's own ballot. */
export function createCasting(deps: Deps) {
  const { store, now, onChange, onErased } = deps

  /** The voter's answers in the previous round; `undefined` in the first round or without a ballot. */
  async function findEarlierAnswers(poll: Poll, voter: VoterId): Promise<Answers | undefined> {
    const { number } = currentRound(poll)
    return number === 1 ? undefined : (await store.ballot(poll, number - 1, voter))?.answers
  }

  async function recordBallot(caller: Caller, known: Poll, voter: VoterId, decide: DecideAnswers) {
    const castAt = now()
    const outcome = await store
      .cast(known.id, caller.place.space, voter, (poll, before) => {
        const answers = decide(before?.answers, poll)
        return answers && toBallot(poll, caller.person, answers, castAt)
      })
      .catch((fault: unknown) => {
        throw fault instanceof UserError ? fault : voteNotRecorded(fault)
      })
    switch (outcome.kind) {
      case 'unknown':
        throw pollNotFound()
      case 'closed':
        throw pollClosed()
      case 'stored':
        onChange(known.id)
        return outcome
    }
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
      decide: (before: Answers | undefined, poll: Pick<Poll, 'questions'>) => Answers,
    ): Promise<Receipt> {
      const { poll: known } = await requirePoll(deps, caller, id)
      const voter = voterOf(known, caller.person.id)
      const earlier = await findEarlierAnswers(known, voter)
      const { poll, ballot, before } = await recordBallot(caller, known, voter, (answers, poll) =>
        decide(answers ?? earlier, poll),
      )
      if (ballot === undefined) throw new Error('A ballot was cast and is not there')
      const previous = before?.answers ?? earlier
      const hasMoved = mayShowMove(poll) && previous !== undefined && !isSameStance(previous, ballot.answers)
      return { poll: discloseCounts(poll), answers: ballot.answers, hasMoved }
    },

    async withdraw(caller: Caller, id: PollId): Promise<Disclosure> {
      const { poll: known } = await requirePoll(deps, caller, id)
      const { poll } = await recordBallot(caller, known, voterOf(known, caller.person.id), () => undefined)
      onErased()
      return discloseCounts(poll)
    },

    /** The caller's answers in the current round, else in the one before, which a new ballot starts from. */
    async answersOf(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; answers?: Answers; isCurrent: boolean }> {
      const { poll } = await requirePoll(deps, caller, id)
      const voter = voterOf(poll, caller.person.id)
      const ballot = await store.ballot(poll, currentRound(poll).number, voter)
      const answers = ballot?.answers ?? (await findEarlierAnswers(poll, voter))
      return {
        poll: discloseCounts(poll),
        ...(answers !== undefined && { answers }),
        isCurrent: ballot !== undefined,
      }
    },
  }
}

type DecideAnswers = (before: Answers | undefined, poll: Poll) => Answers | undefined

function toBallot(poll: Poll, person: Person, answers: Answers, castAt: number): Ballot {
  return { v: 1, answers, ...(poll.visibility === 'names' && { person }), castAt }
}

/** A changed stance counts as a move only for voters who could see the others' placements. */
function mayShowMove(poll: Poll): boolean {
  const { number, revealedAt } = currentRound(poll)
  return number > 1 || revealedAt !== undefined
}

const isSameStance = (a: Answers, b: Answers): boolean =>
  JSON.stringify(a.stance) === JSON.stringify(b.stance)

import type { Caller, Person } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { Answers, Ballot, VoterId } from './ballot.ts'
import { type Disclosure, discloseCounts } from './disclose.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { pollNotFound, requirePoll } from './queries.ts'
import { voterOf } from './voter.ts'

/** A ballot that was recorded, as its voter is told. */
export interface Receipt {
  readonly poll: Disclosure
  readonly answers: Answers
  /** Whether what they answer now differs from what they answered when they knew less. */
  readonly hasMoved: boolean
}

interface Deps {
  readonly store: PollStore
  readonly now: () => number
  /** Told of every change, once it is on disk. */
  readonly onChange: (poll: PollId) => void
}

/** Casting ballots, and what one has cast. */
export function createCasting({ store, now, onChange }: Deps) {
  /** The answers in the round before, which a first ballot of this round starts from. */
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
     * @param decide From the answers they had, in this round or the one before. Pure: may run again. What it throws is
     *   thrown, and nothing is changed.
     */
    async cast(
      caller: Caller,
      id: PollId,
      decide: (before: Answers | undefined, poll: Pick<Poll, 'questions'>) => Answers,
    ): Promise<Receipt> {
      const known = await requirePoll(store, caller, id)
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
      const known = await requirePoll(store, caller, id)
      const { poll } = await recordBallot(caller, known, voterOf(known, caller.person.id), () => undefined)
      return discloseCounts(poll)
    },

    /** The caller's answers in the current round, else in the one before, which a new ballot starts from. */
    async answersOf(
      caller: Caller,
      id: PollId,
    ): Promise<{ poll: Disclosure; answers?: Answers; isCurrent: boolean }> {
      const poll = await requirePoll(store, caller, id)
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

/** For whoever votes too late. */
export const pollClosed = () =>
  new UserError(
    'This poll is closed; nothing was changed.',
    'Whoever runs it can reopen it or start a re-vote.',
  )

/** A commit that fails is rolled back, so this is true. */
const voteNotRecorded = (cause: unknown) =>
  new UserError("I couldn't record your vote. Nothing was changed.", 'Please press again in a minute.', {
    cause,
  })

function toBallot(poll: Poll, person: Person, answers: Answers, castAt: number): Ballot {
  return { v: 1, answers, ...(poll.visibility === 'names' && { person }), castAt }
}

/** Only who has seen the others' placements can say that something moved them. */
function mayShowMove(poll: Poll): boolean {
  const { number, revealedAt } = currentRound(poll)
  return number > 1 || revealedAt !== undefined
}

const isSameStance = (a: Answers, b: Answers): boolean =>
  JSON.stringify(a.stance) === JSON.stringify(b.stance)

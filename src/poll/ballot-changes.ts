import { randomId } from '../chat/ids.ts'
import type { Answers, Ballot, VoterId } from './ballot.ts'
import type { CruxOutcome } from './extra-answers.ts'
import type { PollId } from './poll.ts'
import type { Reply } from './reply.ts'

/** How long a change can be undone, in ms: as long as platforms let the message that offers it be replaced. */
const undoMs = 30 * 60_000
const maxChanges = 10_000

/** A ballot that was withdrawn, and what went with it. */
export interface Withdrawn {
  readonly ballot: Ballot
  /** Whether it was among the counts at the reveal. */
  readonly isInCounts: boolean
  readonly reply?: Reply
  /** Its crux, if that was the shared one. */
  readonly shared?: CruxOutcome['shared']
}

/** A voter's last change of a ballot in a round. */
export interface BallotChange {
  /** Stands for it in a button, instead of the answers. */
  readonly id: string
  readonly round: number
  readonly before: Answers
  /** Absent if the ballot was withdrawn. */
  readonly after?: Answers | undefined
  readonly withdrawn?: Withdrawn
  /** In ms since 1970. */
  readonly at: number
}

/**
 * The ballots that voters' last changes replaced, so that they can be undone. In memory only: words that were replaced or withdrawn
 * are in no file any more, and a restart makes changes final.
 */
export function createBallotChanges() {
  /** One for each voter of a poll, the oldest first. */
  const changes = new Map<string, BallotChange>()
  const keyOf = (poll: PollId, voter: VoterId): string => `${poll} ${voter}`

  function dropOld(now: number): void {
    for (const [key, { at }] of changes) {
      if (at + undoMs > now && changes.size < maxChanges) return
      changes.delete(key)
    }
  }

  return {
    /** @returns the change's id. */
    remember(poll: PollId, voter: VoterId, change: Omit<BallotChange, 'id'>): string {
      const key = keyOf(poll, voter)
      const id = randomId()
      changes.delete(key)
      dropOld(change.at)
      changes.set(key, { ...change, id })
      return id
    },

    /** The voter's last change, if it can still be undone. @param now In ms since 1970. */
    find(poll: PollId, voter: VoterId, now: number): BallotChange | undefined {
      dropOld(now)
      return changes.get(keyOf(poll, voter))
    },

    forget(poll: PollId, voter: VoterId): void {
      changes.delete(keyOf(poll, voter))
    },
  }
}

export type BallotChanges = ReturnType<typeof createBallotChanges>

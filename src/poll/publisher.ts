import type { Side } from '../grid/stance.ts'
import type { Tally } from '../grid/tally.ts'
import { createLooseCrux } from './loose-crux.ts'
import { type Poll, type Round, shownFromOf } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { type PublishedRound, publish } from './published.ts'
import type { Voters } from './voters.ts'

/** The positions between which a round is divided. */
export type SidesOf = (tally: Tally) => readonly Side[]

interface Deps {
  readonly store: PollStore
  readonly sidesOf: SidesOf
  readonly voters: Voters
}

/** Makes what is shown of closed anonymous rounds, each once. */
export function createPublisher({ store, sidesOf, voters }: Deps) {
  async function publishedRound(poll: Poll, round: Round): Promise<PublishedRound | undefined> {
    const { number } = round
    if (round.state === 'open') return undefined
    const stored = await store.published(poll.id, number)
    if (stored !== undefined) return stored
    const shownFrom = shownFromOf(poll)
    const ballots = await store.ballots(poll, number)
    const previous = poll.rounds[number - 2]
    // Of a round that is counted live people know more, which moves would carry over to the other.
    const before = previous?.blind && round.blind ? await store.ballots(poll, previous.number) : undefined
    const cruxIdOf = await voters.cruxIdsOf(poll)
    return store.publish(
      poll,
      number,
      publish({
        ballots,
        ...(before !== undefined && before.size >= shownFrom && { before }),
        shownFrom,
        sidesOf,
        cruxIdOf: (voter) => cruxIdOf?.(number, voter) ?? createLooseCrux(),
      }),
    )
  }

  return {
    /** The published state of each round of an anonymous poll; `undefined` for the open one. */
    publishedRounds: (poll: Poll): Promise<readonly (PublishedRound | undefined)[]> =>
      Promise.all(poll.rounds.map((round) => publishedRound(poll, round))),
  }
}

export type Publisher = ReturnType<typeof createPublisher>

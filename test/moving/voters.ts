import { setImmediate } from 'node:timers/promises'
import { SpaceId } from '../../src/chat/caller.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { createBallotQueue } from '../../src/poll/ballot-queue.ts'
import { PollId } from '../../src/poll/poll.ts'
import { openStore } from '../../src/store/store.ts'

const ballot = { v: 1, answers: { stance: { kind: 'placement', row: 2, column: 1 } } } as const

async function openVoting(url: string, poll: string) {
  const store = await openStore(url)
  const queue = createBallotQueue(store)
  return {
    cast: (at: number) =>
      queue.cast(
        PollId.parse(poll),
        SpaceId.parse('table:round'),
        VoterId.parse(`table:v${at}`),
        () => ballot,
      ),
    close: () => store.close(),
  }
}

/** Stores so many votes in an open poll at the table. */
export async function fillPoll(url: string, poll: string, votes: number): Promise<void> {
  const { cast, close } = await openVoting(url, poll)
  await Promise.all(Array.from({ length: votes }, (_, at) => cast(at)))
  await close()
}

/** People who vote in an open poll at the table, one after another, until they are stopped. @param first The first's number. */
export async function startVoting(url: string, poll: string, first = 0) {
  const { cast, close } = await openVoting(url, poll)
  let [votes, isDone] = [0, false]
  let failure: unknown
  async function keepVoting(): Promise<void> {
    for (; !isDone; votes += 1) {
      if ((await cast(first + votes)).kind !== 'stored') throw new Error('A vote was refused.')
      // SQLite alone would leave nobody else a turn.
      await setImmediate()
    }
  }
  const voting = keepVoting().catch((fault: unknown) => {
    failure = fault
  })

  /** How many have voted. */
  function countVotes(): number {
    if (failure !== undefined) throw failure
    return votes
  }

  return {
    votes: countVotes,
    async stop(): Promise<void> {
      isDone = true
      await voting
      countVotes()
      await close()
    },
  }
}

import type { Person } from '../chat/caller.ts'
import type { Ballot } from './ballot.ts'
import type { Poll, PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { voterOf } from './voter.ts'

/** What is stored about a person in one poll. */
export interface Trace {
  readonly poll: PollId
  readonly paper: string
  readonly opened: boolean
  readonly expected: boolean
  readonly ballots: readonly {
    readonly round: number
    readonly castAt: string
    readonly answers: Ballot['answers']
  }[]
}

/** What is stored about people, for themselves alone. */
export function createPrivacy(store: PollStore, changed: (poll: PollId) => void) {
  async function* polls(): AsyncIterable<Poll> {
    for (const space of await store.spaces())
      for (const { id } of await store.list(space)) {
        const poll = await store.find(space, id)
        if (poll !== undefined) yield poll
      }
  }

  async function traceIn(poll: Poll, person: Person): Promise<Trace> {
    const voter = voterOf(poll, person.id)
    const found = await Promise.all(poll.rounds.map(({ number }) => store.ballot(poll, number, voter)))
    return {
      poll: poll.id,
      paper: poll.paper.title,
      opened: poll.opener.id === person.id,
      expected: poll.expected.includes(person.id),
      ballots: found.flatMap((ballot, i) =>
        ballot === undefined
          ? []
          : [{ round: i + 1, castAt: new Date(ballot.castAt).toISOString(), answers: ballot.answers }],
      ),
    }
  }

  return {
    /** Every poll, of every space, that holds something of the person. */
    async traces(person: Person): Promise<readonly Trace[]> {
      const found: Trace[] = []
      for await (const poll of polls()) {
        const trace = await traceIn(poll, person)
        if (trace.opened || trace.expected || trace.ballots.length > 0) found.push(trace)
      }
      return found
    },

    /** Removes the person's ballots with their counts, and their name from what they opened. @returns how many polls. */
    async forget(person: Person): Promise<number> {
      let count = 0
      for await (const { id, ...poll } of polls()) {
        const voter = voterOf(poll, person.id)
        const forgotten = await store.forget(id, person.id, voter, poll.rounds.length)
        if (forgotten === undefined) continue
        changed(id)
        count += 1
      }
      return count
    },
  }
}

export type Privacy = ReturnType<typeof createPrivacy>

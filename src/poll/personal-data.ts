import type { Person } from '../chat/caller.ts'
import type { Ballot } from './ballot.ts'
import type { Poll, PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { voterOf } from './voter.ts'

/** The data stored about a person in one poll. */
export interface PersonalPollData {
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

/** Exports and erases the data stored about a person. */
export function createPersonalData(store: PollStore, onChange: (poll: PollId) => void) {
  async function* polls(): AsyncIterable<Poll> {
    for (const space of await store.spaces())
      for (const { id } of await store.list(space)) {
        const poll = await store.find(space, id)
        if (poll !== undefined) yield poll
      }
  }

  async function readPollData(poll: Poll, person: Person): Promise<PersonalPollData> {
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
    /** The person's data from every poll, of every space, that has some. */
    async exportFor(person: Person): Promise<readonly PersonalPollData[]> {
      const found: PersonalPollData[] = []
      for await (const poll of polls()) {
        const data = await readPollData(poll, person)
        if (data.opened || data.expected || data.ballots.length > 0) found.push(data)
      }
      return found
    },

    /**
     * Removes the person's ballots with their counts, and their name from polls they opened.
     *
     * @returns the number of polls that had data of theirs.
     */
    async erase(person: Person): Promise<number> {
      let count = 0
      for await (const { id, ...poll } of polls()) {
        const voter = voterOf(poll, person.id)
        const erased = await store.erasePerson(id, person.id, voter, poll.rounds.length)
        if (erased === undefined) continue
        onChange(id)
        count += 1
      }
      return count
    },
  }
}

export type PersonalData = ReturnType<typeof createPersonalData>

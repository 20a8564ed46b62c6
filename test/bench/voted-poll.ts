import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { cells } from '../../src/grid/axes.ts'
import { PaperId } from '../../src/paper/paper.ts'
import type { Ballot } from '../../src/poll/ballot.ts'
import type { Poll } from '../../src/poll/poll.ts'
import { createPollId } from '../../src/poll/poll-id.ts'
import { ballotKey, headKey } from '../../src/poll/poll-records.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { createRound } from '../../src/poll/rounds.ts'
import { createVoters } from '../../src/poll/voters.ts'
import { type Change, put } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import type { BareVote } from './bare-votes.ts'

const space = SpaceId.parse('bench:space')

/** A poll in which everybody has voted once. */
export interface VotedPoll {
  /** Lets the next person vote once more. */
  cast(): Promise<void>
  /** What a vote of the same person writes. */
  nextBare(): BareVote
}

export async function openVotedPoll(store: Store, voters: number): Promise<VotedPoll> {
  const polls = createPollStore(store)
  const poll = await polls.create(newPoll(), [])
  await store.keys.create(poll.id)
  const { voterOf } = createVoters(store.keys)
  const people = Array.from({ length: voters }, (_, i) => PersonId.parse(`bench:person-${i}`))
  let turns = 0

  async function cast(): Promise<void> {
    const turn = turns++
    const cell = cells[turn % 9]
    const person = people[turn % voters]
    const voter = person && (await voterOf(poll, person))
    if (cell === undefined || voter === undefined) throw new Error('Nobody could vote')
    const receipt = voter.receiptFor(1)
    const ballot: Ballot = {
      v: 1,
      answers: {
        stance: { kind: 'placement', row: cell.row, column: cell.column },
        why: 'Because of section 3.',
      },
      ...(receipt !== undefined && { receipt }),
    }
    const outcome = await polls.cast(poll.id, space, voter.id, () => ballot)
    if (outcome.kind !== 'stored') throw new Error(`A vote was ${outcome.kind}`)
  }

  await castMany(cast, voters, 64)
  const first = people[0] && (await voterOf(poll, people[0]))
  const stored = first && (await polls.ballot(poll, 1, first.id))
  if (first === undefined || stored === undefined) throw new Error('Nobody has voted')
  const head = textOf(put(headKey(poll.id), (await polls.find(space, poll.id)) ?? poll))
  const ballot = textOf(put(ballotKey(poll.id, 1, first.id), stored))
  let bareTurns = 0
  return {
    cast,
    nextBare() {
      const turn = bareTurns++
      // SQLite doesn't write a text again that is the same.
      const mark = String(turn % 10)
      return { head: head + mark, voter: `${poll.id} v_${turn % voters}`, ballot: ballot + mark }
    },
  }
}

/** Lets so many votes be cast, so many of them at once. */
export async function castMany(
  cast: () => Promise<void> | void,
  votes: number,
  atOnce: number,
): Promise<void> {
  let begun = 0
  const lane = async () => {
    while (begun++ < votes) await cast()
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

function newPoll(): Poll {
  return {
    v: 1,
    id: createPollId(),
    place: { platform: 'bench', space, channel: createPollId() },
    paper: { id: PaperId.parse('title:bench'), title: 'Bench', authors: [] },
    opener: { id: PersonId.parse('bench:ada'), name: 'Ada' },
    openedAt: 0,
    visibility: 'anonymous',
    questions: [],
    expected: [],
    rounds: [createRound('anonymous', { number: 1, blind: true, at: 0 })],
    revision: 0,
  }
}

function textOf(change: Change): string {
  if ('text' in change) return change.text
  throw new Error('Nothing is stored')
}

import { setTimeout } from 'node:timers/promises'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { cells } from '../../src/grid/axes.ts'
import { tallyOf, votesOf } from '../../src/grid/tally.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { currentRound, type Poll, type PollId } from '../../src/poll/poll.ts'
import { createPollId } from '../../src/poll/poll-id.ts'
import type { PollStore } from '../../src/poll/poll-store.ts'
import { closeRound, createRound } from '../../src/poll/rounds.ts'
import { StorageError } from '../../src/store/engines/storage-error.ts'
import { seeded } from '../seeded.ts'

const space = SpaceId.parse('crowd:space')
const ada = { id: PersonId.parse('crowd:ada'), name: 'Ada' }
/** Voters of each process, and as many whom all of them share. */
const voters = 20
const inFlight = 8

/** What a process says of one vote: when it was sent, and when it was confirmed, in ms of a clock that all share. */
export interface Vote {
  readonly voter: string
  /** Stored as the vote's reason, so that each can be told from all others. */
  readonly mark: string
  readonly sentAt: number
  /** `undefined` if it was never confirmed. */
  readonly storedAt?: number
}

/** A poll that many processes vote on. */
export async function openCrowdPoll(polls: PollStore): Promise<PollId> {
  const poll: Poll = {
    v: 1,
    id: createPollId(),
    place: { platform: 'crowd', space, channel: createPollId() },
    paper: { id: PaperId.parse('title:crowd'), title: 'Crowd', authors: [] },
    opener: ada,
    openedAt: 0,
    visibility: 'names',
    questions: [],
    expected: [],
    rounds: [createRound('names', { number: 1, blind: false, at: 0 })],
    revision: 0,
  }
  return (await polls.create(poll, [])).id
}

/** Closes it while others vote. @returns how many votes it had then. */
export async function closeCrowdPoll(polls: PollStore, id: PollId): Promise<number> {
  const closed = await polls.change(id, space, (poll) => closeRound(poll, { by: ada, at: 1 }))
  if (closed === undefined) throw new Error('There is no poll')
  return votesOf(currentRound(closed).tally)
}

/** On Linux the same clock for all processes. */
const sharedNow = (): number => Number(process.hrtime.bigint()) / 1e6

/**
 * Votes again and again, several votes at once, until so many are confirmed or the poll is closed. What the database could
 * not store, or not say, is voted again.
 *
 * @param name Of the process; its votes and voters have it.
 * @param onSent Called before each vote. @param onStored Called once it is confirmed.
 */
export async function voteInCrowd(
  polls: PollStore,
  id: PollId,
  { name, votes }: { readonly name: string; readonly votes: number },
  say: { readonly onSent: (vote: Vote) => void; readonly onStored: (vote: Vote) => void },
): Promise<void> {
  const random = seeded(name.length * 1_000 + (name.codePointAt(name.length - 1) ?? 0))
  let next = 0
  let isClosed = false

  async function vote(at: number): Promise<void> {
    const who = at % voters
    const voter = VoterId.parse(at % 2 === 0 ? `crowd:shared-${who}` : `crowd:own-${name}-${who}`)
    const cell = cells[Math.floor(random() * cells.length)] ?? cells[4]
    if (cell === undefined) throw new Error('There is no cell')
    const mark = `${name}-${at}`
    const sent = { voter, mark, sentAt: sharedNow() }
    say.onSent(sent)
    const stance = { kind: 'placement', row: cell.row, column: cell.column } as const
    while (!isClosed) {
      try {
        const outcome = await polls.cast(id, space, voter, () => ({ v: 1, answers: { stance, why: mark } }))
        if (outcome.kind === 'stored') return say.onStored({ ...sent, storedAt: sharedNow() })
        isClosed = true
      } catch (fault) {
        if (!(fault instanceof StorageError)) throw fault
        await setTimeout(50)
      }
    }
  }

  async function lane(): Promise<void> {
    while (!isClosed && next < votes) {
      await vote(next++)
      // As every process does, which waits for people in between: SQLite lets nobody in before one that never stops.
      await setTimeout(random() * 5)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

/** How the stored poll compares with what was said. */
export interface Judgement {
  /** The running tally, the ballots, and the voters of whom one vote was confirmed. */
  readonly voters: { readonly tally: number; readonly ballots: number; readonly confirmed: number }
  /** Whether the running tally is what the ballots add up to. */
  readonly isTallyRight: boolean
  /** Confirmed votes that are not there, although no later one of the same voter is. */
  readonly lost: number
  /** Ballots that nobody sent. */
  readonly unknown: number
}

/** @param sent Every vote that was begun, with when it was confirmed. */
export async function judgeCrowd(polls: PollStore, id: PollId, sent: readonly Vote[]): Promise<Judgement> {
  const poll = await polls.findAnywhere(id)
  if (poll === undefined) throw new Error('There is no poll')
  const ballots = await polls.ballots(poll, 1)
  const recount = tallyOf([...ballots.values()].map(({ answers }) => answers.stance))
  const { tally } = currentRound(poll)
  const byMark = new Map(sent.map((vote) => [vote.mark, vote]))
  const confirmed = sent.filter(({ storedAt }) => storedAt !== undefined)
  const lost = confirmed.filter(({ voter, sentAt }) => {
    const kept = byMark.get(ballots.get(VoterId.parse(voter))?.answers.why ?? '')
    // Of two at the same time either may be the later one.
    return kept === undefined || (kept.storedAt !== undefined && kept.storedAt < sentAt)
  })
  return {
    voters: {
      tally: votesOf(tally),
      ballots: ballots.size,
      confirmed: new Set(confirmed.map(({ voter }) => voter)).size,
    },
    isTallyRight: JSON.stringify(recount) === JSON.stringify(tally),
    lost: lost.length,
    unknown: [...ballots.values()].filter(({ answers }) => !byMark.has(answers.why ?? '')).length,
  }
}

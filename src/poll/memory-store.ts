import type { SpaceId } from '../chat/caller.ts'
import type { Tally } from '../grid/tally.ts'
import { skipCorrupt } from '../store/collection.ts'
import { ifReadable } from '../store/quarantine.ts'
import { DecodeError, decode, type Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { createBreaks } from '../time/breaks.ts'
import { readClosedBallots } from './closed-ballots.ts'
import { discloseCounts } from './disclose.ts'
import { type Line, lines, type Placed, placedPeople, type Said, saidTexts } from './memory-records.ts'
import { memoryRowsOf, type SaidIn, toLine } from './memory-rows.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { heads, lists, publishedRounds } from './poll-records.ts'

/** The records of one read. */
const chunkSize = 100

/** A round whose votes people may see. */
export interface ShownRound {
  readonly number: number
  readonly state: 'open' | 'closed'
  /** In ms since 1970. Absent while it is open, and of an old round. */
  readonly closedAt?: number
  readonly tally: Tally
}

/** A poll as answers about many polls read it. */
export interface MemoryLine extends Omit<Line, 'v' | 'rounds'> {
  readonly id: PollId
  readonly space: SpaceId
  readonly isOpen: boolean
  /** Oldest first. */
  readonly rounds: readonly ShownRound[]
}

/**
 * Reads the records that answers about many polls are made from.
 *
 * @param isBehind Whether polls of a space may lack them: there every poll is read.
 */
export function createMemoryStore(store: Store, isBehind: (space: SpaceId) => boolean) {
  const findHead = (id: PollId) => ifReadable(store.collection(heads, id).get('head'))

  async function* readHeads(space: SpaceId): AsyncIterable<Poll> {
    for await (const [, { id }] of store.collection(lists, space).entries(skipCorrupt)) {
      const poll = await findHead(id)
      if (poll !== undefined) yield poll
    }
  }

  async function readSaid(poll: Poll): Promise<SaidIn> {
    if (poll.visibility === 'names') return { ballots: await readClosedBallots(store, poll) }
    const numbers = poll.rounds.map(({ number }) => String(number))
    return { published: await store.collection(publishedRounds, poll.id).getMany(numbers) }
  }

  /** The record of a poll as it would be stored. */
  async function makeRecord<Value>(kind: Kind<Value>, id: PollId): Promise<Value | undefined> {
    const poll = await findHead(id)
    if (poll === undefined) return undefined
    const rows = memoryRowsOf(poll, await readSaid(poll))
    const change = rows.find(({ key }) => key.kind === (kind as Kind<unknown>))?.change
    const value = change !== undefined && 'text' in change && decode(kind, change.text, store.names.nameOf)
    return value === false || value instanceof DecodeError ? undefined : value
  }

  async function readMany<Value>(
    kind: Kind<Value>,
    polls: readonly Pick<MemoryLine, 'id' | 'space'>[],
  ): Promise<ReadonlyMap<PollId, Value>> {
    const takeBreak = createBreaks()
    const found = new Map<PollId, Value>()
    for (const [space = '' as SpaceId, ours] of Map.groupBy(polls, ({ space }) => space))
      for (let at = 0; at < ours.length; at += chunkSize) {
        const ids = ours.slice(at, at + chunkSize).map(({ id }) => id)
        const values = isBehind(space)
          ? await Promise.all(ids.map((id) => makeRecord(kind, id)))
          : await store.collection(kind, space).getMany(ids)
        for (const [i, id] of ids.entries()) {
          const value = values[i]
          if (value !== undefined) found.set(id, value)
        }
        await takeBreak()
      }
    return found
  }

  const made = new WeakMap<Line, MemoryLine>()

  /** As {@link toClosed}: the same object for the same record, as long as its value is remembered. */
  function closedOf(line: Line, id: PollId, space: SpaceId): MemoryLine {
    const known = made.get(line)
    if (known?.id === id && known.space === space) return known
    const closed = toClosed(line, id, space)
    made.set(line, closed)
    return closed
  }

  return {
    /** The lines of a space without the rounds that are open, in no particular order. */
    async readLines(space: SpaceId): Promise<readonly MemoryLine[]> {
      const found: MemoryLine[] = []
      if (isBehind(space))
        for await (const poll of readHeads(space)) found.push(toClosed(toLine(poll), poll.id, space))
      else
        for await (const [id, line] of store.collection(lines, space).entries(skipCorrupt))
          found.push(closedOf(line, id as PollId, space))
      return found
    },

    /** The lines with the rounds that are open and whose votes are shown. */
    async withOpenRounds(closed: readonly MemoryLine[], open: ReadonlySet<PollId>): Promise<MemoryLine[]> {
      const takeBreak = createBreaks()
      const found: MemoryLine[] = []
      for (const line of closed) {
        const head = open.has(line.id) ? await findHead(line.id) : undefined
        found.push(head === undefined ? line : { ...line, ...shownIn(head) })
        await takeBreak()
      }
      return found
    },

    /** By the poll's id; only polls that show names. */
    readPlaced: (polls: readonly MemoryLine[]): Promise<ReadonlyMap<PollId, Placed>> =>
      readMany(
        placedPeople,
        polls.filter(({ visibility }) => visibility === 'names'),
      ),

    /** By the poll's id. */
    readTexts: (polls: readonly MemoryLine[]): Promise<ReadonlyMap<PollId, Said>> =>
      readMany(saidTexts, polls),
  }
}

const toClosed = ({ v: _, rounds, ...line }: Line, id: PollId, space: SpaceId): MemoryLine => ({
  ...{ ...line, id, space },
  isOpen: false,
  rounds: rounds.map((round) => ({ ...round, state: 'closed' })),
})

const shownIn = (poll: Poll): Pick<MemoryLine, 'isOpen' | 'rounds'> => ({
  isOpen: currentRound(poll).state === 'open',
  rounds: discloseCounts(poll).rounds.flatMap((round) => {
    if (round.hidden) return []
    const { number, state, closedAt, tally } = round
    return [{ number, state, ...(closedAt !== undefined && { closedAt }), tally }]
  }),
})

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { cells } from '../../src/grid/axes.ts'
import { PaperId } from '../../src/paper/paper.ts'
import type { Ballot } from '../../src/poll/ballot.ts'
import type { Poll } from '../../src/poll/poll.ts'
import { createPollId } from '../../src/poll/poll-id.ts'
import { createPollStore, type PollStore } from '../../src/poll/poll-store.ts'
import { createRound } from '../../src/poll/rounds.ts'
import { createVoters } from '../../src/poll/voters.ts'
import { openStore } from '../../src/store/store.ts'
import { print, rate, ratio } from './figures.ts'

const space = SpaceId.parse('bench:space')
const votes = 4000
const inFlight = 32

/** Durable votes a second against a bare upsert loop, and how the cost grows with voters and stored ballots. */
export async function benchVotes(directory: string, filled: string): Promise<void> {
  console.log('\nDurable votes (every one on disk before the next, or 32 in flight)')
  const rows = []
  for (const voters of [10, 1000, 10_000])
    rows.push(await measure(join(directory, `votes-${voters}.db`), voters))
  for (const row of rows) report(`${row.voters} voters`, row)
  const million = await measure(filled, 1000)
  report('1,000 voters, 1,000,000 ballots stored', million)
  const smallest = rows[0]
  if (smallest === undefined) return
  for (const row of [...rows.slice(1), million])
    print(
      `cost of a vote, ${row === million ? '1,000,000 ballots stored' : `${row.voters} voters`}`,
      `${ratio(row.aloneMs, smallest.aloneMs)} alone`,
      `${ratio(row.combinedMs, smallest.combinedMs)} combined, of the cost with 10 voters (aim: at most 1.3)`,
    )
}

interface Row {
  readonly voters: number
  readonly bareMs: number
  readonly aloneMs: number
  readonly combinedMs: number
}

function report(name: string, { bareMs, aloneMs, combinedMs }: Row): void {
  print(`${name}: bare upsert loop`, rate(votes, bareMs), 'node:sqlite, the same pragmas, one row a commit')
  print(
    `${name}: one after another`,
    rate(votes, aloneMs),
    `${ratio(bareMs, aloneMs)} of the bare loop (aim: 0.6)`,
  )
  print(
    `${name}: 32 in flight`,
    rate(votes, combinedMs),
    `${ratio(bareMs, combinedMs)} of the bare loop (aim: above 1)`,
  )
}

/** Alternates the three, so that whatever else the machine does falls on all of them; the best of three counts. */
async function measure(file: string, voters: number): Promise<Row> {
  const store = await openStore(`sqlite:${file}`)
  const polls = createPollStore(store)
  const poll = await openedPoll(polls)
  await store.keys.create(poll.id)
  const { voterOf } = createVoters(store.keys)
  const people = Array.from({ length: voters }, (_, i) => PersonId.parse(`bench:person-${i}`))
  const cast = async (i: number) => {
    const cell = cells[i % 9]
    const person = people[i % voters]
    const voter = person && (await voterOf(poll, person))
    if (cell === undefined || voter === undefined) return
    const stance = { kind: 'placement', row: cell.row, column: cell.column } as const
    const receipt = voter.receiptFor(1)
    const ballot: Ballot = {
      v: 1,
      answers: { stance, why: 'Because of section 3.' },
      ...(receipt !== undefined && { receipt }),
    }
    const outcome = await polls.cast(poll.id, space, voter.id, () => ballot)
    if (outcome.kind !== 'stored') throw new Error(`A vote was ${outcome.kind}`)
  }
  await flying(voters, 64, cast)

  const best = {
    bareMs: Number.POSITIVE_INFINITY,
    aloneMs: Number.POSITIVE_INFINITY,
    combinedMs: Number.POSITIVE_INFINITY,
  }
  for (let turn = 0; turn < 3; turn++) {
    best.bareMs = Math.min(best.bareMs, bare(`${file}-bare-${turn}`, voters))
    best.aloneMs = Math.min(best.aloneMs, await timed(() => flying(votes, 1, cast)))
    best.combinedMs = Math.min(best.combinedMs, await timed(() => flying(votes, inFlight, cast)))
  }
  await store.close()
  return { voters, ...best }
}

async function openedPoll(polls: PollStore): Promise<Poll> {
  const poll: Poll = {
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
  return polls.create(poll, [])
}

/** Runs `work` that many times, so many at once. */
async function flying(count: number, atOnce: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** As long as a stored ballot. */
const textOf = (i: number) =>
  JSON.stringify({
    value: {
      v: 1,
      answers: { stance: { kind: 'placement', row: i % 3, column: 1 }, why: 'Because of section 3.' },
      castAt: i,
    },
  })

function bare(file: string, voters: number): number {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  database.exec(
    'create table if not exists record(ns text, k text, v text, primary key (ns, k)) without rowid',
  )
  const upsert = database.prepare(
    'insert into record(ns, k, v) values (?, ?, ?) on conflict do update set v = excluded.v',
  )
  const start = performance.now()
  for (let i = 0; i < votes; i++) upsert.run('ballot', `v_${i % voters}`, textOf(i))
  const ms = performance.now() - start
  database.close()
  return ms
}

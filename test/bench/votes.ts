import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { cells } from '../../src/grid/axes.ts'
import { PaperId } from '../../src/paper/paper.ts'
import type { Ballot } from '../../src/poll/ballot.ts'
import type { Poll } from '../../src/poll/poll.ts'
import { createPollId } from '../../src/poll/poll-id.ts'
import { headKey } from '../../src/poll/poll-records.ts'
import { createPollStore, type PollStore } from '../../src/poll/poll-store.ts'
import { createRound } from '../../src/poll/rounds.ts'
import { createVoters } from '../../src/poll/voters.ts'
import { put } from '../../src/store/record.ts'
import { openStore } from '../../src/store/store.ts'
import { print, rate, ratio } from './figures.ts'

const space = SpaceId.parse('bench:space')
const votes = 4000
/** As many different voters as the smallest poll has, so that every commit holds as many ballots whatever the poll's size. */
const inFlight = 10

/** Durable votes a second against a bare loop of the same upserts, and how the cost grows with voters and stored ballots. */
export async function benchVotes(directory: string, filled: string): Promise<void> {
  console.log('\nDurable votes (every one on disk before the next, or of 10 voters at once)')
  const benches: readonly VoteBench[] = [
    ...(await Promise.all(
      [10, 1000, 10_000].map((voters) =>
        openBench(`${voters.toLocaleString('en')} voters`, join(directory, `votes-${voters}.db`), voters),
      ),
    )),
    await openBench('1,000 voters, 1,000,000 ballots stored', filled, 1000),
  ]
  // Alternates all of them, so that whatever else the machine and its disk do falls on each; the best of three counts.
  for (let turn = 0; turn < 3; turn++) for (const bench of benches) await bench.measure(turn)
  const rows = benches.map(({ best }) => best)
  const [smallest, ...larger] = rows
  if (smallest === undefined || rows.some((row) => !(row.bareMs < Infinity)))
    throw new Error('No vote could be measured.')
  for (const row of rows) report(row)
  for (const row of larger)
    print(
      `cost of a vote, ${row.name}`,
      `${ratio(row.aloneMs, smallest.aloneMs)} alone`,
      `${ratio(row.combinedMs, smallest.combinedMs)} combined, of the cost with 10 voters (aim: at most 1.3)`,
    )
  for (const { close } of benches) await close()
}

interface Row {
  readonly name: string
  readonly bareMs: number
  readonly aloneMs: number
  readonly combinedMs: number
}

interface VoteBench {
  /** The best of what was measured, in ms for all votes. */
  readonly best: Row
  measure(turn: number): Promise<void>
  close(): Promise<void>
}

function report({ name, bareMs, aloneMs, combinedMs }: Row): void {
  print(
    `${name}: bare loop`,
    rate(votes, bareMs),
    'node:sqlite, the same pragmas, head and ballot in one transaction',
  )
  print(
    `${name}: one after another`,
    rate(votes, aloneMs),
    `${ratio(bareMs, aloneMs)} of the bare loop (aim: 0.6)`,
  )
  print(
    `${name}: ${inFlight} voters at once`,
    rate(votes, combinedMs),
    `${ratio(bareMs, combinedMs)} of the bare loop (aim: above 1)`,
  )
}

/** A poll in which everybody has voted once. */
async function openBench(name: string, file: string, voters: number): Promise<VoteBench> {
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
  const head = put(headKey(poll.id), (await polls.find(space, poll.id)) ?? poll)
  const headText = 'text' in head ? head.text : ''
  const best = { name, bareMs: Infinity, aloneMs: Infinity, combinedMs: Infinity }
  return {
    best,
    async measure(turn) {
      best.bareMs = Math.min(best.bareMs, bare(`${file}-bare-${turn}`, voters, headText))
      best.aloneMs = Math.min(best.aloneMs, await timed(() => flying(votes, 1, cast)))
      best.combinedMs = Math.min(best.combinedMs, await timed(() => flying(votes, inFlight, cast)))
    },
    close: () => store.close(),
  }
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

/** What a vote does at least: it writes the poll's head and a ballot, as long as the stored ones, in one transaction. */
function bare(file: string, voters: number, head: string): number {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
  database.exec(
    'create table if not exists record(ns text, k text, v text, primary key (ns, k)) without rowid',
  )
  const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')]
  const upsert = database.prepare(
    'insert into record(ns, k, v) values (?, ?, ?) on conflict do update set v = excluded.v',
  )
  const start = performance.now()
  for (let i = 0; i < votes; i++) {
    begin.run()
    upsert.run('poll', 'head', head)
    upsert.run('ballot', `v_${i % voters}`, ballotText(i))
    commit.run()
  }
  const ms = performance.now() - start
  database.close()
  return ms
}

const ballotText = (i: number) =>
  JSON.stringify({
    value: {
      v: 1,
      answers: { stance: { kind: 'placement', row: i % 3, column: 1 }, why: 'Because of section 3.' },
      castAt: i,
    },
  })

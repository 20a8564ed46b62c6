import { join } from 'node:path'
import { openStore, type Store } from '../../src/store/store.ts'
import { percentile, print, rate } from './figures.ts'
import { findEngines, type VoteDatabase } from './vote-databases.ts'
import { castMany, openVotedPoll, type VotedPoll } from './voted-poll.ts'

/** As many different voters as the smallest poll has, so that every commit holds as many ballots whatever the poll's size. */
const atOnce = 10
const votesPerTurn = 200
const turns = 21

/** How votes are cast: by the bare client, one after another, and several at once. In ms a vote, of each turn. */
interface Costs {
  readonly bare: number[]
  readonly alone: number[]
  readonly combined: number[]
}

interface Row extends Costs {
  readonly name: string
  readonly poll: VotedPoll
}

/**
 * Durable votes a second on each engine, against a bare loop of the same upserts, and how the cost grows with voters and
 * stored ballots.
 *
 * @param filled A SQLite file with 1,000,000 ballots.
 */
export async function benchVotes(directory: string, filled: string): Promise<void> {
  const { engines, missing } = findEngines()
  for (const { name, client, open } of engines) {
    console.log(
      `\nDurable votes on ${name} (every one on disk before the next, or of ${atOnce} voters at once)`,
    )
    await using database = await open(directory, filled)
    const store = await openStore(database.empty, { keyFile: join(directory, `${name}.keys`) })
    const larger = await openStore(database.filled, { keyFile: join(directory, `${name}-filled.keys`) })
    await measure(database, client, [
      await openRow('10 voters', store, 10),
      await openRow('1,000 voters', store, 1000),
      await openRow('10,000 voters', store, 10_000),
      await openRow('1,000 voters, 1,000,000 ballots stored', larger, 1000),
    ])
    await Promise.all([store.close(), larger.close()])
  }
  for (const { name, install } of missing)
    console.log(`\nDurable votes on ${name}: not measured, there is no server here (${install})`)
}

const openRow = async (name: string, store: Store, voters: number): Promise<Row> => ({
  name,
  poll: await openVotedPoll(store, voters),
  bare: [],
  alone: [],
  combined: [],
})

/**
 * Takes short turns, so that whatever else the machine and its disk do falls on all alike: figures are medians of the turns,
 * and ratios medians of what each turn had.
 */
async function measure({ bare }: VoteDatabase, client: string, rows: readonly Row[]): Promise<void> {
  for (let turn = 0; turn < turns; turn++)
    for (const { poll, ...costs } of rows) {
      costs.bare.push(await costOf(() => bare.cast(poll.nextBare()), 1))
      costs.alone.push(await costOf(poll.cast, 1))
      costs.combined.push(await costOf(poll.cast, atOnce))
    }
  for (const { name, bare, alone, combined } of rows) {
    print(`${name}: bare loop`, rateOf(bare), `${client}, head and ballot in one transaction`)
    print(`${name}: one after another`, rateOf(alone), `${speedOf(alone, bare)} of the bare loop (aim: 0.6)`)
    print(
      `${name}: ${atOnce} voters at once`,
      rateOf(combined),
      `${speedOf(combined, bare)} of the bare loop (aim: above 1)`,
    )
  }
  const [smallest, ...larger] = rows
  if (smallest === undefined) return
  for (const row of larger)
    print(
      `cost of a vote, ${row.name}`,
      `${shared(growthOf(row.alone, smallest.alone))} alone`,
      `${shared(growthOf(row.combined, smallest.combined))} combined, of the cost with 10 voters (aim: at most 1.3)`,
    )
}

/** In ms a vote. */
async function costOf(cast: () => Promise<void> | void, inFlight: number): Promise<number> {
  const start = performance.now()
  await castMany(cast, votesPerTurn, inFlight)
  return (performance.now() - start) / votesPerTurn
}

const median = (values: readonly number[]): number => percentile(values, 0.5)
const rateOf = (costs: readonly number[]): string => rate(1, median(costs))
/** Of each turn, how much more a vote cost than in the same turn of another. */
const growthOf = (costs: readonly number[], others: readonly number[]): number[] =>
  costs.map((cost, turn) => cost / (others[turn] ?? Number.NaN))
const speedOf = (costs: readonly number[], bare: readonly number[]): string => shared(growthOf(bare, costs))

/** @throws Error if it could not be measured. */
function shared(ratios: readonly number[]): string {
  const found = median(ratios)
  if (!(found > 0 && found < Infinity)) throw new Error('Votes could not be compared: a turn is missing')
  return found.toFixed(2)
}

import { join } from 'node:path'
import { threadCpuUsage } from 'node:process'
import { SpaceId } from '../../src/chat/caller.ts'
import shipped from '../../src/paper/shipped-papers.json' with { type: 'json' }
import { everySpace, indexed, indexVersion } from '../../src/poll/index-records.ts'
import { spaces } from '../../src/poll/poll-records.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { type Change, put, removeKey } from '../../src/store/record.ts'
import { closedPoll, recordsOf, space } from '../poll/many-polls.ts'
import { seeded } from '../seeded.ts'
import { startTestBot, type TestBot } from '../test-bot.ts'
import { percentile, print, ratio } from './figures.ts'

const elsewhere = { space: SpaceId.parse('table:other') }
const polls = 20_000
const keystrokes = 600
/** Each reads every poll. */
const slowKeystrokes = 10
const helps = 200
/** People who type at once. */
const atOnce = 4
const batch = 200
const commands = ['results', 'reading add'] as const
const quantiles = [
  ['p50', 0.5],
  ['p99', 0.99],
] as const

/** A keystroke in a space with very many polls, and `help` in another space meanwhile. */
export async function benchKeystrokes(directory: string): Promise<void> {
  console.log(`\nA keystroke at ${polls.toLocaleString('en')} polls in the space`)
  const database = join(directory, 'keystrokes.db')
  const words = await fill(database)
  // As long as the polls are not known to be in the index, they are all read.
  await setIndexed(database, false)
  const slow = new Map<string, Times>()
  {
    await using table = await startTestBot({ database, logLevel: 'silent' })
    for (const command of commands)
      slow.set(command, await type(table, command, words.slice(0, slowKeystrokes)))
  }
  await setIndexed(database, true)
  await using table = await startTestBot({ database, logLevel: 'silent' })
  for (const command of commands) compare(command, await type(table, command, words), slow.get(command))

  const quiet = await askForHelp(table)
  let isOver = false
  const typists = Array.from({ length: atOnce }, async (_, i) => {
    for (let at = i; !isOver; at += atOnce)
      await type(table, 'results', words.slice(at % keystrokes).slice(0, 1))
  })
  const busy = await askForHelp(table)
  isOver = true
  await Promise.all(typists)
  for (const [name, share] of quantiles) {
    const [own, least] = [percentile(busy, share), percentile(quiet, share)]
    const beside = `${ratio(own, least)} of the ${least.toFixed(1)} ms when nobody types`
    print(`help in another space while ${atOnce} people type, ${name}`, `${own.toFixed(1)} ms`, beside)
  }
}

/** Of each suggestion, in ms. */
interface Times {
  readonly all: readonly number[]
  /** What the machine does besides is not in it. */
  readonly processor: readonly number[]
}

function compare(command: string, { all, processor }: Times, slow: Times = { all: [], processor: [] }): void {
  for (const [name, share] of quantiles) {
    const [own, before] = [percentile(all, share), percentile(slow.all, share)]
    const cpu = `${percentile(processor, share).toFixed(1)} ms of processor time`
    const aim = name === 'p99' ? ' (aim 20 ms)' : ''
    const beside = `${ratio(own, before)} of the ${before.toFixed(0)} ms of reading every poll; ${cpu}${aim}`
    print(`${command}, ${name} of ${all.length}`, `${own.toFixed(1)} ms`, beside)
  }
}

/** How long each suggestion took. @throws Error if nothing was suggested: that would measure nothing. */
async function type(table: TestBot, command: string, words: readonly string[]): Promise<Times> {
  const { caller } = table.as('Ada')
  const times = { all: [] as number[], processor: [] as number[] }
  let found = 0
  for (const typed of words) {
    // People don't type faster than this.
    table.clock.advance(1000)
    const [start, before] = [performance.now(), threadCpuUsage()]
    const suggested = await table.app.bot.suggest({ command, args: {} }, 'paper', typed, caller)
    times.all.push(performance.now() - start)
    const { user, system } = threadCpuUsage(before)
    times.processor.push((user + system) / 1000)
    found += suggested.length
    await table.quiet()
  }
  if (found === 0)
    throw new Error(`Nothing was suggested for ${command}, so a keystroke could not be measured.`)
  return times
}

async function askForHelp(table: TestBot): Promise<readonly number[]> {
  const cleo = table.as('Cleo', 'member', elsewhere)
  const times: number[] = []
  for (let i = 0; i < helps; i += 1) {
    const start = performance.now()
    const answer = await cleo.ask({ command: 'help', args: {} })
    times.push(performance.now() - start)
    if (answer.kind !== 'shown') throw new Error('help was not answered, so it could not be measured.')
    await table.quiet()
  }
  return times
}

/**
 * Fills a database with polls under parts of three real titles each, half of them in one channel.
 *
 * @returns beginnings of words of these titles, as somebody types them.
 */
async function fill(database: string): Promise<readonly string[]> {
  const random = seeded(20_000)
  const titles = shipped.papers.map(({ title }) => title)
  const pick = () => titles[Math.floor(random() * titles.length)] ?? ''
  const authors = () => pick().split(' ').slice(0, 3)
  const engine = createSqliteEngine(database)
  await engine.open()
  await engine.write([put({ kind: spaces, id: space }, space)])
  const typed: string[] = []
  for (let first = 0; first < polls; first += batch) {
    const changes: Change[] = []
    for (let i = first; i < first + batch; i += 1) {
      const title = [pick(), pick(), pick()].flatMap((one) => one.split(' ').slice(0, 4)).join(' ')
      const channel = i % 2 === 0 ? 'main' : `c${i % 20}`
      changes.push(...recordsOf(closedPoll(i, { title, authors: authors() }, channel)))
      if (typed.length < keystrokes) typed.push(...prefixesOf(title, random))
    }
    await engine.write(changes)
  }
  await engine.close()
  return typed.slice(0, keystrokes)
}

/** What stands in the field after each key, of a word or two. */
function prefixesOf(title: string, random: () => number): readonly string[] {
  const words = title.split(' ')
  const at = Math.floor(random() * (words.length - 1))
  const text = words.slice(at, at + 2).join(' ')
  return Array.from({ length: Math.min(text.length, 12) }, (_, i) => text.slice(0, i + 1))
}

/** Notes that every poll is in the index, or takes that back. */
async function setIndexed(database: string, isIndexed: boolean): Promise<void> {
  const engine = createSqliteEngine(database)
  await engine.open()
  const key = { kind: indexed, id: everySpace }
  await engine.write([isIndexed ? put(key, indexVersion) : removeKey(key)])
  await engine.close()
}

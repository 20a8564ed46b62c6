// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { randomBytes, randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { findPostgres } from '../engines/find-servers.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { type Discord, startDiscord } from '../platforms/discord/loopback.ts'
import { token } from '../platforms/discord/world.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { seeded } from '../seeded.ts'
import { directoryOnDisk } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import { databaseOf, faultsOf, memoryOf, paceOf, requestsOf, waitsOf } from './hour-figures.ts'
import { liveThrough } from './hour-on-discord.ts'
import { countEdits, planHour } from './hour-plan.ts'
import { judgeHour } from './judge-hour.ts'

const servers = 10_000
const polls = 1_000
const processes = 4
const minutes = 10
/** Ends a deadlock, as vitest.config.ts does for shorter tests. */
const hourLimitMs = 40 * 60_000
/** Between two edits of a poll's message. */
const paceMs = 2_000

/**
 * Starts Cruxgrid in several processes on one database, each with its share of the servers.
 *
 * @param stack Ends them.
 */
async function startBots(
  stack: AsyncDisposableStack,
  url: string,
  directory: string,
  discord: Discord,
): Promise<readonly Cruxgrid[]> {
  const env = {
    DATABASE_URL: url,
    ANONYMITY_KEY: randomBytes(32).toString('base64'),
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
  }
  const bots: Cruxgrid[] = []
  // Discord lets one shard begin at a time.
  for (let shard = 0; shard < processes; shard++) {
    const bot = await startCruxgrid(directory, { ...env, DISCORD_SHARDS: `${shard}/${processes}` })
    stack.defer(async () => void (await bot.end('SIGTERM')))
    bots.push(bot)
  }
  for (const { address } of bots) await until(async () => (await fetch(`${address}/readyz`)).ok)
  await discord.rest.until(() => discord.rest.commands.length > 0)
  return bots
}

const title = `${servers} servers and ${polls} polls at once, an hour in ${minutes} minutes, by ${processes} processes`

test.skipIf(findPostgres(process.env) === undefined)(
  title,
  async () => {
    await using database = await startPostgres({ isDurable: true })
    await using directory = await directoryOnDisk()
    await using stack = new AsyncDisposableStack()
    const discord = await startDiscord({ doors: 32 })
    stack.defer(discord.close)
    discord.rest.keepRates()
    const channels = Array.from({ length: servers - 1 }, () => discord.world.openServer())
    const bots = await startBots(stack, database.url, directory.path, discord)
    const pids = bots.map(({ pid }) => pid)
    const figures = [title, `resident memory at rest: ${memoryOf(pids)}`, await databaseOf(database)]

    const seed = randomInt(2 ** 31)
    const plan = planHour(polls, seeded(seed))
    const places = channels.filter((_, i) => i % Math.floor(channels.length / polls) === 0).slice(0, polls)
    const lived = await liveThrough(discord, plan, places, 60 / minutes)
    const judgement = await judgeHour(discord, database.url, directory.path, lived)
    figures.push(
      paceOf(lived),
      ...waitsOf(lived),
      ...requestsOf(discord, lived),
      `in an hour that isn’t compressed, on paper: ${countEdits(plan, paceMs)} edits`,
      `resident memory after the hour: ${memoryOf(pids)}`,
      await databaseOf(database),
      faultsOf(bots),
      `votes confirmed: ${judgement.confirmed}, lost: ${judgement.lost.length} (seed ${seed})`,
    )
    console.log(figures.join('\n'))

    expect(judgement, `seed ${seed}`).toMatchObject({ lost: [], wrongTallies: [], behind: [] })
    expect(judgement.confirmed).toBeGreaterThan(polls)
    const posted = [...discord.world.messages.values()].filter(({ seenBy }) => seenBy === undefined)
    expect(posted.map(({ channel }) => channel).toSorted()).toEqual(places.map(({ id }) => id).toSorted())
    expect(discord.violations).toEqual([])
  },
  hourLimitMs,
)

import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { PollId } from '../../src/poll/poll.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { openStore } from '../../src/store/store.ts'
import { closeCrowdPoll, judgeCrowd, openCrowdPoll, type Vote } from '../crash/crowd.ts'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'
import type { TestServer } from '../engines/server-process.ts'
import { linesOf, startProcess } from '../processes/processes.ts'
import { seeded } from '../seeded.ts'
import { directoryOnDisk, temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'

const processes = 8
const votes = 16_000
const processKills = 24
const serverKills = 3

/** A database, with its server if it has one. */
interface Database extends AsyncDisposable {
  readonly url: string
  readonly server?: TestServer
}

async function openFile(): Promise<Database> {
  const directory = await directoryOnDisk()
  const url = `sqlite:${join(directory.path, 'crowd.db')}`
  return { url, [Symbol.asyncDispose]: directory[Symbol.asyncDispose] }
}

async function openOn(start: typeof startPostgres | typeof startRedis): Promise<Database> {
  const server = await start({ isDurable: true })
  return { url: server.url, server, [Symbol.asyncDispose]: server[Symbol.asyncDispose] }
}

const databases = [
  { name: 'SQLite', isHere: true, open: openFile },
  { name: 'PostgreSQL', isHere: findPostgres(process.env) !== undefined, open: () => openOn(startPostgres) },
  { name: 'Redis', isHere: findRedis(process.env) !== undefined, open: () => openOn(startRedis) },
]

/** Processes that vote on one poll, and everything that they said. */
function startCrowd(url: string, id: PollId) {
  const sent = new Map<string, Vote>()
  const running = new Map<ChildProcess, Promise<unknown>>()
  let started = 0
  let stored = 0

  function startOne(): ChildProcess {
    const child = startProcess('crowd-process.ts', url, id, `p${started++}`, String(votes))
    const lines = linesOf(child, (line) => {
      // Of a process that is killed, the last line may be half a line.
      if (!line.endsWith('}')) return
      const vote: Vote = JSON.parse(line)
      if (vote.storedAt !== undefined) stored += 1
      sent.set(vote.mark, vote)
    })
    running.set(child, lines)
    return child
  }

  return {
    startOne,
    stored: () => stored,
    sent: () => [...sent.values()],
    running: () => [...running.keys()],
    async kill(child: ChildProcess): Promise<void> {
      child.kill('SIGKILL')
      await running.get(child)
      running.delete(child)
    },
    ended: () => Promise.all(running.values()),
  }
}

describe.each(databases)('$name', ({ name, isHere, open }) => {
  test.skipIf(!isHere)(`${processes} processes, ${votes} votes, closed in mid-load`, async () => {
    await using database = await open()
    await using directory = await temporaryDirectory()
    const store = await openStore(database.url, { keyFile: join(directory.path, 'crowd.keys') })
    const polls = createPollStore(store)
    const id = await openCrowdPoll(polls)
    const crowd = startCrowd(database.url, id)
    for (let at = 0; at < processes; at++) crowd.startOne()
    await until(() => crowd.stored() > 0)
    const began = performance.now()
    await until(() => crowd.stored() >= votes)
    const seconds = (performance.now() - began) / 1_000
    const atClose = await closeCrowdPoll(polls, id)
    await crowd.ended()
    expect(await judgeCrowd(polls, id, crowd.sent())).toEqual({
      voters: { tally: atClose, ballots: atClose, confirmed: atClose },
      isTallyRight: true,
      lost: 0,
      unknown: 0,
    })
    await store.close()
    console.log(
      `${name}: ${crowd.stored()} votes of ${processes} processes, ${Math.round(votes / seconds)} a second, 0 lost`,
    )
  })

  test.skipIf(!isHere)(
    `${processKills} processes killed while people vote, and the server ${serverKills} times`,
    async () => {
      await using database = await open()
      const { server } = database
      await using directory = await temporaryDirectory()
      const store = await openStore(database.url, { keyFile: join(directory.path, 'crowd.keys') })
      const polls = createPollStore(store)
      const id = await openCrowdPoll(polls)
      const crowd = startCrowd(database.url, id)
      const seed = randomInt(2 ** 31)
      const random = seeded(seed)
      for (let at = 0; at < processes; at++) crowd.startOne()
      await until(() => crowd.stored() > 0)

      for (let kill = 0; kill < processKills; kill++) {
        const enough = crowd.stored() + 400 * random()
        await until(() => crowd.stored() >= enough)
        const all = crowd.running()
        const victim = all[Math.floor(random() * all.length)]
        if (victim !== undefined) await crowd.kill(victim)
        crowd.startOne()
        if (server !== undefined && kill % (processKills / serverKills) === 0) {
          await server.kill()
          await setTimeout(500 * random())
          await server.start()
          const before = crowd.stored()
          await until(() => crowd.stored() > before + 100)
        }
      }
      await closeCrowdPoll(polls, id)
      await crowd.ended()
      const judgement = await judgeCrowd(polls, id, crowd.sent())
      expect(judgement, `seed ${seed}`).toMatchObject({ isTallyRight: true, lost: 0, unknown: 0 })
      expect(judgement.voters.tally).toBe(judgement.voters.ballots)
      await store.close()
      console.log(
        `${name}: ${crowd.stored()} votes confirmed, ${processKills} processes${server === undefined ? '' : ` and ${serverKills} servers`} killed, 0 lost`,
      )
    },
  )
})

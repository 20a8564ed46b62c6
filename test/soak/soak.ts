import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openStore } from '../../src/store/store.ts'
import { percentile } from '../bench/figures.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { token } from '../platforms/discord/world.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { seeded } from '../seeded.ts'
import { settingsFor } from '../slack/open-slack.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import type { Chat } from './chat.ts'
import { startDeadSources } from './dead-sources.ts'
import { createDiscordChat } from './discord.ts'
import { createWebChat } from './playground.ts'
import { createSlackChat } from './slack.ts'
import { answers, createLedger } from './votes.ts'

interface Plan {
  readonly minutes: number
  readonly perSecond: number
  readonly seed: number
  readonly print: (line: string) => void
}

const minuteMs = 60_000
/** People of each platform: enough that none of them asks as often as is refused. */
const [onDiscord, onSlack, inPlayground] = [120, 90, 80]
/** How often the connections to a platform are cut off. */
const cutOffEveryMs = 40_000
/** Boards and late answers follow, and what is kept of finished requests is dropped once a minute. */
const restMs = 65_000

/** Keeps a process of Cruxgrid busy on every platform while much of what it needs fails. */
export async function soak({ minutes, perSecond, seed, print }: Plan) {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'soak.db')
  const [discord, slack, sources] = await Promise.all([startDiscord(), startSlack(), startDeadSources()])
  const cruxgrid = await startCruxgrid(database, {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
    ...settingsFor(slack, 'socket'),
    ...sources.env,
    PAPERS_OFFLINE: 'false',
    NODE_OPTIONS: `--expose-gc --import ${join(import.meta.dirname, 'measured-process.ts')}`,
  })
  await slack.sockets.waitFor(2)
  await discord.rest.until(() => discord.rest.commands.length > 0)
  const chats = [
    await createDiscordChat(discord, onDiscord),
    await createSlackChat(slack, onSlack),
    await createWebChat(cruxgrid.address, inPlayground),
  ].map((chat) => ({ chat, ledger: createLedger() }))
  const random = seeded(seed)
  const heaps: Heap[] = []
  let actions = 0
  let turn = 0
  const busy = new Set<string>()
  const faults: unknown[] = []
  const running = new Set<Promise<void>>()

  async function act({ chat, ledger }: (typeof chats)[number], voter: string): Promise<void> {
    busy.add(voter)
    actions += 1
    try {
      if (random() < 0.2) await chat.look(voter, actions)
      else {
        const answer = answers[Math.floor(random() * answers.length)] ?? answers[0]
        if (await chat.vote(voter, answer)) ledger.confirm(voter, answer)
        else ledger.doubt(voter, answer)
      }
    } finally {
      busy.delete(voter)
    }
  }

  function actSomewhere(): void {
    turn += 1
    const one = chats[turn % chats.length]
    const free = one?.chat.voters.filter((voter) => !busy.has(voter)) ?? []
    const voter = free[Math.floor(random() * free.length)]
    if (one === undefined || voter === undefined) return
    const run = act(one, voter)
      .catch((fault: unknown) => void faults.push(fault))
      .finally(() => running.delete(run))
    running.add(run)
  }

  async function runMinute(minute: number): Promise<void> {
    const began = performance.now()
    const before = actions
    let cutOff = 0
    for (const { chat } of chats) chat.fail(random)
    // On a busy machine it takes longer: its actions are begun all the same.
    while (performance.now() - began < minuteMs || actions - before < (minuteMs / 1000) * perSecond) {
      if (cruxgrid.hasEnded())
        throw new Error(`Cruxgrid ended by itself: ${cruxgrid.log.slice(-20).join('\n')}`)
      const due = (Math.min(performance.now() - began, minuteMs) / 1000) * perSecond
      for (let given = actions - before; given < due; given += 1) actSomewhere()
      if (performance.now() - began > (cutOff + 1) * cutOffEveryMs) {
        cutOff += 1
        for (const { chat } of chats) chat.cutOff()
      }
      await setTimeout(10)
    }
    for (const { chat } of chats) chat.recover()
    await Promise.all(running)
    // Those of the first and the last minute are compared.
    if (minute === 1 || minute === minutes) await setTimeout(restMs)
    const heap = await heapOf(cruxgrid)
    heaps.push(heap)
    print(`minute ${minute}: ${actions - before} actions; ${lineOf(chats)}; ${heapLine(heap)}`)
  }

  try {
    for (let minute = 1; minute <= minutes; minute += 1) await runMinute(minute)
  } finally {
    const code = await cruxgrid.end('SIGTERM')
    sources.close()
    for (const { chat } of chats) chat.close?.()
    await Promise.all([discord.close(), slack.close()])
    print(`ended with ${code}; the sources were asked ${sources.asked()} times`)
  }
  const store = await openStore(`sqlite:${database}`)
  const lost = await Promise.all(chats.map(({ chat, ledger }) => ledger.findLost(store, chat.poll)))
  await store.close()
  return {
    heaps,
    confirmed: chats.map(({ ledger }) => ledger.count()),
    lost: lost.flat(),
    /** What went wrong with somebody who uses it. */
    faults,
    log: cruxgrid.log,
  }
}

const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`

/** Of each platform, the 99th percentile of the time to an acknowledgement. */
function lineOf(
  chats: readonly { readonly chat: Chat; readonly ledger: ReturnType<typeof createLedger> }[],
): string {
  const parts = chats.map(({ chat, ledger }) => {
    const acks = chat.takeAcks()
    const p99 = acks.length === 0 ? 'none' : `${percentile(acks, 0.99).toFixed(0)} ms`
    return `${chat.name} ${ledger.count()} votes confirmed so far, acknowledgement p99 ${p99} of ${acks.length}`
  })
  return parts.join(', ')
}

/** The heap in use of a process, without garbage, in bytes. */
interface Heap {
  readonly used: number
  /** What V8 has compiled. */
  readonly code: number
  /**
   * Everything else, also the functions that the code is of. V8 compiles ever more of what runs often, and the more the longer a
   * process runs: that says nothing of what is kept.
   */
  readonly data: number
}

const heapLine = ({ used, code, data }: Heap): string =>
  `heap ${mb(used)}, of which ${mb(code)} compiled code and ${mb(data)} data`

async function heapOf({ pid, log }: Cruxgrid): Promise<Heap> {
  if (pid === undefined) throw new Error('The process did not start')
  const readings = () =>
    log.flatMap((line) => {
      const [, used, code] = (/^\{"heapUsed":(\d+),"code":(\d+)\}$/.exec(line) ?? []).map(Number)
      return used === undefined || code === undefined ? [] : [{ used, code, data: used - code }]
    })
  const before = readings().length
  process.kill(pid, 'SIGUSR2')
  await until(() => readings().length > before)
  const reading = readings().at(-1)
  if (reading === undefined) throw new Error('The heap was not read')
  return reading
}

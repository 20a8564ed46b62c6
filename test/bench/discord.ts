import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Discord, startDiscord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { type Sent, token } from '../platforms/discord/world.ts'
import { startCruxgrid } from '../running.ts'
import { percentile, print, ratio } from './figures.ts'

const paces = [
  { perSecond: 1, presses: 20 },
  { perSecond: 50, presses: 300 },
] as const

/** From an interaction's dispatch to its acknowledgement and its private answer, against a bot that only acknowledges. */
export async function benchDiscord(directory: string): Promise<void> {
  console.log('\nA press on Discord, from dispatch on')
  const [ours, bare] = [await startDiscord(), await startDiscord()]
  const cruxgrid = await startCruxgrid(join(directory, 'discord.db'), {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: ours.api,
  })
  const bot = spawn(process.execPath, [join(import.meta.dirname, 'bare-bot-process.ts'), bare.api, token], {
    stdio: 'inherit',
  })
  try {
    await ours.rest.until(() => ours.rest.commands.length > 0)
    await bare.gateway.identified(1)
    await setTimeout(1000)
    await ours.people.answered(ours.people.slash(ours.ada, 'poll', { paper: 'A paper to press on' }))
    const [board] = ours.world.messages.values()
    if (board === undefined) throw new Error('Nothing was posted')
    await press(ours, board, 100, 100)
    await press(bare, board, 100, 100)
    for (const { perSecond, presses } of paces)
      report(
        perSecond,
        await press(ours, board, perSecond, presses),
        await press(bare, board, perSecond, presses),
      )
    const crowd = await press(ours, board, 100_000, 200)
    print(
      '200 at once: slowest acknowledgement',
      `${Math.max(...acknowledged(crowd)).toFixed(0)} ms`,
      'aim 1,000 ms',
    )
    const [own, least] = [residentMb(cruxgrid.pid), residentMb(bot.pid)]
    print(
      'resident memory',
      `${Math.round(own)} MB`,
      `${ratio(own, least)} of the bare bot’s, ${Math.round(least)} MB`,
    )
  } finally {
    await cruxgrid.end('SIGTERM')
    await ended(bot)
    await Promise.all([ours.close(), bare.close()])
  }
}

async function press(
  discord: Discord,
  board: Sent,
  perSecond: number,
  presses: number,
): Promise<readonly Asked[]> {
  const asked: Asked[] = []
  for (let i = 0; i < presses; i++) {
    const voter = discord.world.join(`Reader ${discord.world.people.size}`)
    asked.push(discord.people.press(voter, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg', board))
    await setTimeout(1000 / perSecond)
  }
  await discord.rest.until(() => asked.every(({ acknowledgedAt }) => acknowledgedAt !== undefined))
  return asked
}

const acknowledged = (asked: readonly Asked[]) =>
  asked.map(({ askedAt, acknowledgedAt = Number.NaN }) => acknowledgedAt - askedAt)
const answered = (asked: readonly Asked[]) =>
  asked.map(({ askedAt, answeredAt = Number.NaN }) => answeredAt - askedAt)

function report(perSecond: number, ours: readonly Asked[], bare: readonly Asked[]): void {
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const [own, least] = [percentile(acknowledged(ours), share), percentile(acknowledged(bare), share)]
    const aim = name === 'p50' ? ' (aim 1.5)' : ''
    print(
      `${perSecond} a second: acknowledged, ${name}`,
      `${own.toFixed(1)} ms`,
      `${ratio(own, least)} of the bare bot’s ${least.toFixed(1)} ms${aim}`,
    )
  }
  const receipts = answered(ours)
  print(`${perSecond} a second: told privately, p50`, `${percentile(receipts, 0.5).toFixed(1)} ms`, '')
  print(
    `${perSecond} a second: told privately, p99`,
    `${percentile(receipts, 0.99).toFixed(1)} ms`,
    'aim 150 ms',
  )
}

const residentMb = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill()
  return gone
}

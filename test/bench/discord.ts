import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Discord, startDiscord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { type Sent, token } from '../platforms/discord/world.ts'
import { startCruxgrid } from '../running.ts'
import { withBusyCore } from './busy-core.ts'
import { measurable } from './memory.ts'
import { comparePresses, ended, type Press, paces, reportBusyCrowd, reportCrowd } from './presses.ts'

/** Cruxgrid and a bot that only acknowledges, each on a Discord of its own. */
export async function openDiscord(directory: string) {
  const [ours, bare] = [await startDiscord(), await startDiscord()]
  const cruxgrid = await startCruxgrid(join(directory, `discord-${randomUUID()}.db`), {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: ours.api,
    ...measurable,
  })
  const bot = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bare-discord-process.ts'), bare.api, token],
    {
      stdio: 'inherit',
      env: { ...process.env, ...measurable },
    },
  )
  await ours.rest.until(() => ours.rest.commands.length > 0)
  await bare.gateway.identified(1)
  await setTimeout(1000)

  async function postPoll(): Promise<Sent> {
    await ours.people.answered(ours.people.slash(ours.ada, 'poll', { paper: 'A paper to press on' }))
    const [board] = ours.world.messages.values()
    if (board === undefined) throw new Error('Nothing was posted on Discord')
    return board
  }

  return {
    ...{ ours, bare, postPoll },
    pids: { ours: cruxgrid.pid, bare: bot.pid },
    async drawMany(pictures: number): Promise<void> {
      const board = await postPoll()
      for (let i = 0; i < pictures; i++) await drawAnother(ours, board)
    },
    async close(): Promise<void> {
      await cruxgrid.end('SIGTERM')
      await ended(bot)
      await Promise.all([ours.close(), bare.close()])
    },
  }
}

/** From an interaction's dispatch to its acknowledgement and its private answer, against a bot that only acknowledges. */
export async function benchDiscord(directory: string): Promise<void> {
  console.log('\nA press on Discord, from dispatch on')
  const { ours, bare, postPoll, close } = await openDiscord(directory)
  try {
    const board = await postPoll()
    await press(ours, board, 100, 100)
    await press(bare, board, 100, 100)
    for (const { perSecond, presses } of paces)
      comparePresses(
        perSecond,
        await press(ours, board, perSecond, presses),
        await press(bare, board, perSecond, presses),
      )
    reportCrowd(await press(ours, board, 100_000, 200))
    const [busy, bareBusy] = await withBusyCore(async () => [
      await press(ours, board, 100_000, 300),
      await press(bare, board, 100_000, 300),
    ])
    reportBusyCrowd(busy, bareBusy)
  } finally {
    await close()
  }
}

/** Another vote makes another picture, and somebody looks at it. */
async function drawAnother({ world, people }: Discord, board: Sent): Promise<void> {
  const voter = world.join(`Reader ${world.people.size}`)
  await people.answered(people.press(voter, 'Eng · Worst', board))
  await people.answered(people.slash(voter, 'results'))
}

async function press(
  discord: Discord,
  board: Sent,
  perSecond: number,
  presses: number,
): Promise<readonly Press[]> {
  const asked: Asked[] = []
  for (let i = 0; i < presses; i++) {
    const voter = discord.world.join(`Reader ${discord.world.people.size}`)
    asked.push(discord.people.press(voter, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg', board))
    await setTimeout(1000 / perSecond)
  }
  // The bare bot answers nothing.
  const last = discord.rest.commands.length > 0 ? 'answeredAt' : 'acknowledgedAt'
  await discord.rest.until(() => asked.every((one) => one[last] !== undefined))
  return asked.map(({ askedAt, acknowledgedAt = Number.NaN, answeredAt = Number.NaN }) => ({
    askedAt,
    acknowledgedAt,
    answeredAt,
  }))
}

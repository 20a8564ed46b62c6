import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Sent } from '../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'
import { startCruxgrid } from '../running.ts'
import { withBusyCore } from './busy-core.ts'
import { measurable } from './memory.ts'
import { comparePresses, ended, type Press, paces, reportBusyCrowd, reportCrowd } from './presses.ts'

/** Cruxgrid and a bare Bolt handler, each on a Slack of its own. */
export async function openSlack(directory: string) {
  const [ours, bare] = [await startSlack(), await startSlack()]
  const cruxgrid = await startCruxgrid(join(directory, `slack-${randomUUID()}.db`), {
    SLACK_API_URL: ours.api,
    SLACK_BOT_TOKEN: ours.home.bot.token,
    SLACK_APP_TOKEN: ours.appToken,
    ...measurable,
  })
  const bot = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'bare-slack-process.ts'),
      bare.api,
      bare.home.bot.token,
      bare.appToken,
      bare.home.general.id,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...measurable } },
  )
  await ours.sockets.waitFor(2)
  await firstPost(bare)

  async function postPoll(): Promise<void> {
    await ours.people.answered(ours.people.slash(ours.home.ada, 'poll A paper to press on'))
  }

  return {
    ...{ ours, bare, postPoll },
    pids: { ours: cruxgrid.pid, bare: bot.pid },
    async drawMany(pictures: number): Promise<void> {
      await postPoll()
      for (let i = 0; i < pictures; i++) await drawAnother(ours)
    },
    async close(): Promise<void> {
      await cruxgrid.end('SIGTERM')
      await ended(bot)
      await Promise.all([ours.close(), bare.close()])
    },
  }
}

/** From a press's delivery over Socket Mode to its acknowledgement and its private answer, against a bare Bolt handler. */
export async function benchSlack(directory: string): Promise<void> {
  console.log('\nA press on Slack, from delivery on')
  const { ours, bare, postPoll, close } = await openSlack(directory)
  try {
    await postPoll()
    await press(ours, 100, 100)
    await press(bare, 100, 100)
    for (const { perSecond, presses } of paces)
      comparePresses(perSecond, await press(ours, perSecond, presses), await press(bare, perSecond, presses))
    reportCrowd(await press(ours, 100_000, 300))
    const [busy, bareBusy] = await withBusyCore(async () => [
      await press(ours, 100_000, 300),
      await press(bare, 100_000, 300),
    ])
    reportBusyCrowd(busy, bareBusy)
  } finally {
    await close()
  }
}

/** Another vote makes another picture, and somebody looks at it. */
async function drawAnother(slack: Slack): Promise<void> {
  const board = await firstPost(slack)
  const voter = slack.home.join(`Reader ${slack.home.users.size}`)
  slack.home.general.members.add(voter.id)
  await slack.people.answered(slack.people.press(voter, 'Eng · Worst', board))
  await slack.people.answered(slack.people.slash(voter, 'results'))
}

async function press(slack: Slack, perSecond: number, presses: number): Promise<readonly Press[]> {
  const board = await firstPost(slack)
  const asked: Asked[] = []
  for (let i = 0; i < presses; i++) {
    const voter = slack.home.join(`Reader ${slack.home.users.size}`)
    slack.home.general.members.add(voter.id)
    asked.push(slack.people.press(voter, 'Cog · Worst', board))
    await setTimeout(1000 / perSecond)
  }
  await slack.until(() => asked.every(({ isAnswered }) => isAnswered))
  return asked.map(({ askedAt, ackedAt = Number.NaN, answeredAt = Number.NaN }) => ({
    askedAt,
    acknowledgedAt: ackedAt,
    answeredAt,
  }))
}

async function firstPost({ home, until }: Slack): Promise<Sent> {
  const posted = () => [...home.messages.values()].find(({ by, seenBy }) => by === home.bot.user && !seenBy)
  await until(() => posted() !== undefined)
  const board = posted()
  if (board === undefined) throw new Error('It was deleted again')
  return board
}

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'
import { startCruxgrid } from '../running.ts'
import { withBusyCore } from './busy-core.ts'
import { measurable } from './memory.ts'
import {
  comparePresses,
  ended,
  type Press,
  paces,
  reportBusyCrowd,
  reportCrowd,
  reportStrangers,
} from './presses.ts'

const [warmUp, crowd, strangers] = [100, 300, 100]
/** Everybody who presses, but the strangers. */
const memberCount = warmUp + paces.reduce((sum, { presses }) => sum + presses, 0) + 2 * crowd

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

/**
 * From a press's delivery over Socket Mode to its acknowledgement and its private answer, against a bare Bolt handler. Each
 * press is somebody's first: a member of the workspace for long, or a stranger who has just come.
 */
export async function benchSlack(directory: string): Promise<void> {
  console.log('\nA press on Slack, from delivery on')
  const { ours, bare, postPoll, close } = await openSlack(directory)
  try {
    await postPoll()
    const [members, bareMembers] = [membersOf(ours), membersOf(bare)]
    const pressOurs = (perSecond: number, count: number) => press(ours, perSecond, count, members)
    const pressBare = (perSecond: number, count: number) => press(bare, perSecond, count, bareMembers)
    await pressOurs(100, warmUp)
    await pressBare(100, warmUp)
    for (const { perSecond, presses } of paces)
      comparePresses(perSecond, await pressOurs(perSecond, presses), await pressBare(perSecond, presses))
    reportCrowd(await pressOurs(100_000, crowd))
    const [busy, bareBusy] = await withBusyCore(async () => [
      await pressOurs(100_000, crowd),
      await pressBare(100_000, crowd),
    ])
    reportBusyCrowd(busy, bareBusy)
    await press(ours, 100_000, strangers, strangersOf(ours))
    reportStrangers(strangers, await press(ours, 1, 20, strangersOf(ours)))
  } finally {
    await close()
  }
}

/** Another vote makes another picture, and somebody looks at it. */
async function drawAnother(slack: Slack): Promise<void> {
  const board = await firstPost(slack)
  const voter = addReader(slack)
  await slack.people.answered(slack.people.press(voter, 'Eng · Worst', board))
  await slack.people.answered(slack.people.slash(voter, 'results'))
}

function addReader({ home }: Slack): Person {
  const person = home.join(`Reader ${home.users.size}`)
  home.general.members.add(person.id)
  return person
}

/** People who are there from now on, one after the other. */
const membersOf = (slack: Slack): Iterator<Person> =>
  Array.from({ length: memberCount }, () => addReader(slack)).values()

/** People who come when they are needed. */
function* strangersOf(slack: Slack): Iterator<Person> {
  for (;;) yield addReader(slack)
}

async function press(
  slack: Slack,
  perSecond: number,
  presses: number,
  voters: Iterator<Person>,
): Promise<readonly Press[]> {
  const board = await firstPost(slack)
  const asked: Asked[] = []
  for (let i = 0; i < presses; i++) {
    asked.push(slack.people.press(voters.next().value, 'Cog · Worst', board))
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

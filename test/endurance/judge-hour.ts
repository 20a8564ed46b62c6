import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { SpaceId } from '../../src/chat/caller.ts'
import { cells } from '../../src/grid/axes.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf, votesOf } from '../../src/grid/tally.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { currentRound, type Poll } from '../../src/poll/poll.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { openStore } from '../../src/store/store.ts'
import type { Discord } from '../platforms/discord/loopback.ts'
import type { LivedHour } from './hour-on-discord.ts'

/** How what is stored and shown compares with what people were told. */
interface Judgement {
  /** Voters who were told what their vote is. */
  readonly confirmed: number
  /** Who of them has another vote, or none. */
  readonly lost: readonly string[]
  /** Polls whose running tally isn't what their ballots add up to. */
  readonly wrongTallies: readonly string[]
  /** Polls whose message doesn't show how many have voted. */
  readonly behind: readonly string[]
}

/** How long the last edits may take. */
const lastEditsMs = 5 * 60_000

/** Resolves once the message of each poll shows how many have voted, or should have shown it. */
export async function judgeHour(
  discord: Discord,
  url: string,
  directory: string,
  { boards, told }: LivedHour,
): Promise<Judgement> {
  const store = await openStore(url, { keyFile: join(directory, 'judge.keys') })
  const polls = createPollStore(store)
  const lost: string[] = []
  const wrongTallies: string[] = []
  let confirmed = 0
  const isShown = new Map<string, () => boolean>()
  for (const [at, board] of boards.entries()) {
    const space = SpaceId.parse(`discord:${discord.world.serverOf(board.channel)}`)
    let poll: Poll | undefined
    for await (const { id } of polls.list(space)) poll = await polls.find(space, id)
    if (poll === undefined) throw new Error(`There is no poll in ${space}`)
    const ballots = await polls.ballots(poll, 1)
    for (const [voter, cell] of told[at] ?? []) {
      confirmed += 1
      const stance = ballots.get(VoterId.parse(`discord:${voter}`))?.answers.stance
      if (cellOf(stance) !== cell) lost.push(`${voter} in ${space}`)
    }
    const { tally } = currentRound(poll)
    const recount = tallyOf([...ballots.values()].map(({ answers }) => answers.stance))
    if (JSON.stringify(recount) !== JSON.stringify(tally)) wrongTallies.push(space)
    const words = new RegExp(`· ${votesOf(tally)} votes?\\b`)
    isShown.set(space, () => votesOf(tally) === 0 || words.test(discord.textOf(board)))
  }
  await store.close()
  const allShown = Promise.all([...isShown.values()].map(discord.rest.until))
  await Promise.race([allShown, setTimeout(lastEditsMs, undefined, { ref: false })])
  const behind = [...isShown].flatMap(([space, isTrue]) => (isTrue() ? [] : space))
  return { confirmed, lost, wrongTallies, behind }
}

/** The cell (0–8) that a ballot chooses. */
function cellOf(stance: Stance | undefined): number | undefined {
  if (stance?.kind !== 'placement') return undefined
  return cells.find(({ row, column }) => row === stance.row && column === stance.column)?.index
}

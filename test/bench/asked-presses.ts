import { countCommits } from '../store/count-commits.ts'
import { startTestBot, type TestBot } from '../test-bot.ts'
import { percentile, print, ratio } from './figures.ts'

const [voters, pressesPerTurn, turns] = [20, 40, 31]
const maxTries = 5

/** Presses in one poll, each by the next voter and on another cell than their last one. */
interface PressedPoll {
  press(): Promise<void>
  /** In ms a press, of each turn. */
  readonly costs: number[]
}

/**
 * What a press costs whose receipt asks an optional question, beside one in a poll that asks nothing: in turns, so that whatever
 * else the machine does falls on both alike.
 */
export async function benchAskedPresses(): Promise<void> {
  console.log(`\nA press in a blind poll of ${voters} people, whose receipt asks a question, or none`)
  await using table = await startTestBot({ logLevel: 'silent' })
  const asking = await openPressed(table, 'asking', '')
  const silent = await openPressed(table, 'silent', 'ask:none')
  for (let turn = 0; turn < turns; turn++)
    for (const poll of turn % 2 === 0 ? [asking, silent] : [silent, asking])
      poll.costs.push(await costOf(poll))
  const ratios = asking.costs.map((cost, turn) => cost / (silent.costs[turn] ?? Number.NaN))
  const [ours, least] = [percentile(asking.costs, 0.5), percentile(silent.costs, 0.5)]
  print(
    'a press, asking',
    `${ours.toFixed(2)} ms`,
    `${percentile(ratios, 0.5).toFixed(2)} of one that asks nothing (aim: 1)`,
  )
  print('a press, asking nothing', `${least.toFixed(2)} ms`, '')
  const [commits, fewest] = [await commitsOf(table, asking), await commitsOf(table, silent)]
  print(
    'commits of 20 presses, asking',
    String(commits),
    `${ratio(commits, fewest)} of those that ask nothing (aim: 1)`,
  )
}

async function openPressed(table: TestBot, channel: string, words: string): Promise<PressedPoll> {
  const opened = await table.as('Ada', 'member', { channel }).type(`poll 2204.05863 blind ${words}`)
  const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(opened)) ?? []
  const people = Array.from({ length: voters }, (_, i) => table.as(`Voter${i}`, 'member', { channel }))
  let presses = 0
  return {
    costs: [],
    async press() {
      const [turn, who] = [Math.floor(presses / voters), people[presses % voters]]
      presses += 1
      if (who === undefined) throw new Error('Nobody presses')
      // Past the table, which checks every button of an answer.
      const answer = await table.app.bot.handle(
        { command: 'vote', args: { poll, answer: String(turn % 9) } },
        who.caller,
      )
      if (answer.kind !== 'shown') throw new Error('A press was not answered')
    },
  }
}

/** In ms a press, one after another. */
async function costOf({ press }: PressedPoll): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < pressesPerTurn; i++) await press()
  return (performance.now() - start) / pressesPerTurn
}

/** The log of the database begins anew now and then; then they are counted again. @throws Error if that is always so. */
async function commitsOf({ file }: TestBot, { press }: PressedPoll): Promise<number> {
  for (let tries = 0; tries < maxTries; tries++) {
    const before = countCommits(file)
    for (let i = 0; i < 20; i++) await press()
    const commits = countCommits(file) - before
    if (commits > 0) return commits
  }
  throw new Error('The commits of presses could not be counted')
}

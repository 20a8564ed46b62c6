import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchDiscord } from './discord.ts'
import { benchExplain } from './explain.ts'
import { benchKeystrokes } from './keystrokes.ts'
import { benchPapers } from './papers.ts'
import { benchPictures } from './pictures.ts'
import { benchCrashes, benchProcess, benchRequests } from './process.ts'
import { benchSlack } from './slack.ts'
import { fillWithBallots } from './stored-ballots.ts'
import { benchSummary } from './summary.ts'
import { benchVotes } from './votes.ts'
import { benchWords } from './words.ts'

const directory = await mkdtemp(join(tmpdir(), 'cruxgrid-bench-'))
benchSummary()
benchWords()
await benchExplain()
await benchPictures()
try {
  const filled = join(directory, 'million.db')
  await fillWithBallots(filled, 1_000_000)
  await benchVotes(directory, filled)
  await benchKeystrokes(directory)
  await benchRequests(directory)
  await benchPapers(directory)
  await benchDiscord(directory)
  await benchSlack(directory)
  await benchProcess(directory, filled)
  await benchCrashes(directory)
} finally {
  await rm(directory, { recursive: true })
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchAskedPresses } from './asked-presses.ts'
import { benchAtlas } from './atlas.ts'
import { benchDiscord, openDiscord } from './discord.ts'
import { benchExplain } from './explain.ts'
import { benchKeystrokes } from './keystrokes.ts'
import { benchMemory } from './memory.ts'
import { benchPapers } from './papers.ts'
import { benchPictures } from './pictures.ts'
import { benchCrashes, benchProcess, benchRequests } from './process.ts'
import { benchSlack, openSlack } from './slack.ts'
import { fillWithBallots } from './stored-ballots.ts'
import { benchSummary } from './summary.ts'
import { benchVotes } from './votes.ts'
import { benchWords } from './words.ts'

const directory = await mkdtemp(join(tmpdir(), 'cruxgrid-bench-'))
let filling: Promise<string> | undefined
/** A database with a million ballots. */
const filled = () => (filling ??= fillWithBallots(join(directory, 'million.db'), 1_000_000))

const parts: Readonly<Record<string, () => unknown>> = {
  summary: benchSummary,
  words: benchWords,
  explain: benchExplain,
  pictures: benchPictures,
  votes: async () => benchVotes(directory, await filled()),
  presses: benchAskedPresses,
  keystrokes: () => benchKeystrokes(directory),
  atlas: () => benchAtlas(directory),
  requests: () => benchRequests(directory),
  papers: () => benchPapers(directory),
  discord: () => benchDiscord(directory),
  slack: () => benchSlack(directory),
  async memory() {
    await benchMemory('Discord', () => openDiscord(directory))
    await benchMemory('Slack', () => openSlack(directory))
  },
  process: async () => benchProcess(directory, await filled()),
  crashes: () => benchCrashes(directory),
}

/** `npm run bench -- votes slack` runs these parts, `npm run bench` all of them. */
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
try {
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.`)
  for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run()
} finally {
  await rm(directory, { recursive: true })
}

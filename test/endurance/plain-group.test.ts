// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { openDiscordWorld } from './discord-world.ts'
import { isSheet, withoutExtras } from './extras-seen.ts'
import type { ReadingWorld, Seen } from './reading-world.ts'
import { openSlackWorld } from './slack-world.ts'
import { clockOf } from './year-clock.ts'
import { planQuiet } from './year-plan.ts'
import { runYear } from './year-run.ts'

const weeks = Number(process.env.CRUXGRID_WEEKS ?? 10)

async function seenWith(open: () => Promise<ReadingWorld>, options: string): Promise<readonly Seen[]> {
  const year = planQuiet(7, weeks)
  using clock = clockOf(year)
  await using directory = await temporaryDirectory()
  await using world = await open()
  await runYear(year, { world, clock, database: join(directory.path, 'year.db'), options })
  expect(world.violations).toEqual([])
  return world.seen()
}

test.each([
  ['Discord', openDiscordWorld],
  ['Slack', openSlackWorld],
])(
  `in ${weeks} weeks a group on %s that sets nothing gets the messages of one without extras, and the facilitator's sheet`,
  async (platform, open) => {
    const [plain, off] = [await seenWith(open, ''), await seenWith(open, 'extras:off ask:none')]
    expect(off.filter((one) => withoutExtras(one) !== one.text)).toEqual([])
    const shared = plain.filter((one) => !isSheet(one))
    const told = ({ where, to }: Seen) => ({ where, to })
    expect(shared.map((one) => ({ ...told(one), text: withoutExtras(one) }))).toEqual(
      off.map((one) => ({ ...told(one), text: one.text })),
    )
    const publicOnes = plain.filter(({ where }) => where !== 'direct')
    console.log(
      `${platform}, ${weeks} weeks: ${plain.length} messages (${publicOnes.length} in the channel and its threads), ${off.length} without extras`,
    )
  },
)

// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { openDiscordWorld } from './discord-world.ts'
import { isSheet, withoutExtras } from './extras-seen.ts'
import { openSlackWorld } from './slack-world.ts'
import { seed, verifyYear } from './verify-year.ts'
import { planYear } from './year-plan.ts'

/** Ends a deadlock; on a busy machine it takes some of it. */
const timeout = 30 * 60_000

test.each([
  ['Discord', openDiscordWorld],
  ['Slack', openSlackWorld],
])(
  `in a year on %s a group without extras sees none of them (seed ${seed})`,
  { timeout },
  async (platform, open) => {
    const seen = await verifyYear(open, planYear(seed), 'extras:off ask:none')
    expect(seen.filter((one) => isSheet(one) || withoutExtras(one) !== one.text)).toEqual([])
    console.log(`${seen.length} messages on ${platform}, none with extras`)
  },
)

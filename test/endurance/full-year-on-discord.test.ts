// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { test } from 'vitest'
import { openDiscordWorld } from './discord-world.ts'
import { verifyFullYear } from './verify-full-year.ts'
import { seed } from './verify-year.ts'
import { planYear } from './year-plan.ts'

/** Ends a deadlock; on a busy machine it takes some of it. */
const deadlockMs = 30 * 60_000

test(
  `a group that uses everything lives through a year on Discord (seed ${seed})`,
  { timeout: deadlockMs },
  () => verifyFullYear(openDiscordWorld, planYear(seed)),
)

import { test } from 'vitest'
import { openSlackWorld } from './slack-world.ts'
import { verifyFullYear } from './verify-full-year.ts'
import { seed } from './verify-year.ts'
import { planYear } from './year-plan.ts'

/** Ends a deadlock; on a busy machine it takes some of it. */
const deadlockMs = 30 * 60_000

test(
  `a group that uses everything lives through a year on Slack (seed ${seed})`,
  { timeout: deadlockMs },
  () => verifyFullYear(openSlackWorld, planYear(seed)),
)

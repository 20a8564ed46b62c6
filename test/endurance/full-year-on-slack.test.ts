import { test } from 'vitest'
import { openSlackWorld } from './slack-world.ts'
import { verifyFullYear } from './verify-full-year.ts'
import { seed } from './verify-year.ts'
import { planYear } from './year-plan.ts'

test(`a group that uses everything lives through a year on Slack (seed ${seed})`, () =>
  verifyFullYear(openSlackWorld, planYear(seed)))

import { test } from 'vitest'
import { openSlackWorld } from './slack-world.ts'
import { seed, verifyYear } from './verify-year.ts'
import { planYear } from './year-plan.ts'

test(`a weekly group lives through a year on Slack, each step once or noted as skipped (seed ${seed})`, () =>
  verifyYear(openSlackWorld, planYear(seed)))

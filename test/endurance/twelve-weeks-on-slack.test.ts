import { test } from 'vitest'
import { openSlackWorld } from './slack-world.ts'
import { seed, verifyYear } from './verify-year.ts'
import { planSeason } from './year-plan.ts'

test(`a weekly group lives through twelve weeks on Slack, each step once or noted as skipped (seed ${seed})`, () =>
  verifyYear(openSlackWorld, planSeason(seed)))

// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { test } from 'vitest'
import { openDiscordWorld } from './discord-world.ts'
import { seed, verifyYear } from './verify-year.ts'
import { planSeason } from './year-plan.ts'

test(`a weekly group lives through twelve weeks on Discord, each step once or noted as skipped (seed ${seed})`, () =>
  verifyYear(openDiscordWorld, planSeason(seed)))

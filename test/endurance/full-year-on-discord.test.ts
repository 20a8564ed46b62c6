// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { test } from 'vitest'
import { openDiscordWorld } from './discord-world.ts'
import { verifyFullYear } from './verify-full-year.ts'
import { seed } from './verify-year.ts'
import { planYear } from './year-plan.ts'

test(`a group that uses everything lives through a year on Discord (seed ${seed})`, () =>
  verifyFullYear(openDiscordWorld, planYear(seed)))

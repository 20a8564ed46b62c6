import type { Platform } from '../src/bot/platform.ts'
import { discord } from './discord/index.ts'
import { slack } from './slack/index.ts'
import { web } from './web/index.ts'

/** Every adapter; each takes part as far as the environment configures it. */
export const platforms: readonly Platform[] = [web, discord, slack]

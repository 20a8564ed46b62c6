import type { Platform } from '../src/bot/platform.ts'
import { discord } from './discord/index.ts'
import { slack } from './slack/index.ts'
import { web } from './web/index.ts'

/** Every adapter. One that the environment doesn't configure is not opened. */
export const platforms: readonly Platform[] = [web, discord, slack]

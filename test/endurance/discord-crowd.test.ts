import { describe } from 'vitest'
import { crowdTests } from '../discord/crowd.ts'
import { connected } from '../discord/open-discord.ts'

describe('two hundred people who press within a second', () => crowdTests(200, connected))

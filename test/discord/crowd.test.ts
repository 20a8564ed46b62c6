import { describe } from 'vitest'
import { crowdTests } from './crowd.ts'
import { connectedInProcess } from './open-discord.ts'

describe.concurrent('sixty people who press within a second', () => crowdTests(60, connectedInProcess))

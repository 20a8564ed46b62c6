import { describe } from 'vitest'
import { crowdTests } from '../discord/crowd.ts'

describe('two hundred people who press within a second', () => crowdTests(200))

import { describe } from 'vitest'
import { crowdTests } from './crowd.ts'

describe.concurrent('sixty people who press within a second', () => crowdTests(60))

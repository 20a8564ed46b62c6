import { describe } from 'vitest'
import { crowdTests } from '../slack/crowd.ts'

describe('three hundred people who press within a second', () => crowdTests(300))

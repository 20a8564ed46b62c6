import { describe } from 'vitest'
import { adapterContract } from '../contracts/adapter-contract.ts'
import { openSlack } from './open-slack.ts'

describe.concurrent.each(['socket', 'http'] as const)('Slack, by %s', (mode) => {
  adapterContract(() => openSlack(mode))
})

import { describe } from 'vitest'
import { adapterContract } from '../contracts/adapter-contract.ts'
import { linkContract, linkedEnv, memoryContract } from '../contracts/memory-contract.ts'
import { openSlack } from './open-slack.ts'

// By HTTP only what differs is tried: acknowledging in crowd.ts, signatures in forged.test.ts, retries, response
// addresses and installing in story.test.ts, stopping in test/endurance/slack-faults.test.ts.
describe('Slack', () => {
  adapterContract(openSlack)
  memoryContract(openSlack)
  linkContract(() => openSlack(linkedEnv))
})

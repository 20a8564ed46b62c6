import { describe } from 'vitest'
import { adapterContract } from '../contracts/adapter-contract.ts'
import { openPlayground } from './playground.ts'

describe('the playground', () => {
  adapterContract(openPlayground)
})

import { describe } from 'vitest'
import { adapterContract } from '../contracts/adapter-contract.ts'
import { memoryContract } from '../contracts/memory-contract.ts'
import { openPlayground } from './playground.ts'

describe('the playground', () => {
  adapterContract(openPlayground)
  memoryContract(openPlayground)
})

import { describe } from 'vitest'
import { adapterContract } from '../contracts/adapter-contract.ts'
import { openDiscord } from './open-discord.ts'

describe('Discord', () => {
  adapterContract(openDiscord)
})

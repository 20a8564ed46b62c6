// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { describe } from 'vitest'
import { adapterContract } from '../contracts/adapter-contract.ts'
import { linkContract, linkedEnv, memoryContract } from '../contracts/memory-contract.ts'
import { openDiscord } from './open-discord.ts'

describe('Discord', () => {
  adapterContract(openDiscord)
  memoryContract(openDiscord)
  linkContract(() => openDiscord(linkedEnv))
})

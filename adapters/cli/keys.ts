import { existsSync } from 'node:fs'
import { counted } from '../../src/chat/text.ts'
import { readConfig, toAnonymityKeys } from '../../src/config.ts'
import { rotateKeys } from '../../src/store/rotate-keys.ts'
import { createOuterKey } from '../../src/store/wrapped-keys.ts'
import { runAsProcess, type Tool } from './tool.ts'

/** Prints a new ANONYMITY_KEY, or wraps the keys of anonymous polls with the newest one. */
export const createKeysTool = (env: NodeJS.ProcessEnv): Tool => ({
  usage: 'npm run keys -- new | rotate',

  async run([what, ...more], { out }) {
    if (more.length > 0 || (what !== 'new' && what !== 'rotate')) throw new Error('Say new or rotate')
    if (what === 'new') {
      out(createOuterKey())
      return true
    }
    const config = readConfig(env)
    const outerKeys = toAnonymityKeys(config)
    if (outerKeys === undefined) throw new Error('ANONYMITY_KEY is not set: the keys are in the key file')
    const rotated = await rotateKeys(config.DATABASE_URL, outerKeys)
    out(
      `${counted(rotated, 'key')} wrapped anew. The first key of ANONYMITY_KEY is the only one that is needed now.`,
    )
    out(
      'Take the others out once all processes have been started with it. Then no older backup opens a poll that was sealed since.',
    )
    return true
  },
})

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  await runAsProcess(createKeysTool(process.env))
}

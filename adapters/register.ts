import { existsSync } from 'node:fs'
import process from 'node:process'
import { loadCommands } from '../commands/index.ts'
import { UserError } from '../src/user-error.ts'
import { platforms } from './platforms.ts'

/** Tells every configured platform which commands there are; done again it changes nothing. */
try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const commands = await loadCommands()
  for (const { name, register } of platforms) {
    const done = await register?.(process.env, commands)
    if (done !== undefined) console.log(`${name}: ${done}`)
  }
} catch (fault) {
  if (!(fault instanceof UserError)) throw fault
  process.stderr.write(`${fault.happened}\n${fault.remedy}\n`)
  process.exitCode = 1
}

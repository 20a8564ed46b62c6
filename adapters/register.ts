import { existsSync } from 'node:fs'
import process from 'node:process'
import { loadCommands } from '../commands/index.ts'
import { toPlainText } from '../src/chat/plain-text.ts'
import { UserError } from '../src/chat/user-error.ts'
import { platforms } from './platforms.ts'

/** Registers the commands with every platform that needs it. Running it again changes nothing. */
try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const commands = await loadCommands()
  const lines: string[] = []
  for (const { name, register } of platforms) {
    const result = await register?.(process.env, commands)
    if (result !== undefined) lines.push(`${name}: ${result}`)
  }
  console.log(lines.join('\n'))
} catch (fault) {
  if (!(fault instanceof UserError)) throw fault
  process.stderr.write(`${toPlainText(fault.happened)}\n${toPlainText(fault.remedy)}\n`)
  process.exitCode = 1
}

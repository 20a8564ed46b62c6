import { existsSync } from 'node:fs'
import process from 'node:process'
import { loadCommands } from '../commands/index.ts'
import { commandsWith } from '../src/chat/command-info.ts'
import { toPlainText } from '../src/chat/plain-text.ts'
import { UserError } from '../src/chat/user-error.ts'
import { platforms } from './platforms.ts'

/**
 * Registers the commands with the platforms that are named behind it, else with every one that is configured and needs it.
 * Running it again changes nothing.
 */
try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const named = process.argv.slice(2)
  const commands = commandsWith(await loadCommands(), (process.env.PUBLIC_URL ?? '') !== '')
  const lines: string[] = []
  for (const { name, isConfigured, register } of platforms) {
    if (named.length > 0 ? !named.includes(name) : !isConfigured(process.env)) continue
    const result = await register?.(process.env, commands)
    if (result !== undefined) lines.push(`${name}: ${result}`)
  }
  console.log(
    lines.join('\n') || 'Nothing is configured. Set DISCORD_TOKEN, or write `npm run register -- slack`.',
  )
} catch (fault) {
  if (!(fault instanceof UserError)) throw fault
  process.stderr.write(`${toPlainText(fault.happened)}\n${toPlainText(fault.remedy)}\n`)
  process.exitCode = 1
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** Runs a command line script of the product to its end. */
export async function run(script: 'report' | 'render', args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const path = join(import.meta.dirname, `../../adapters/cli/${script}.ts`)
  const child = spawn(process.execPath, [path, ...args], { env: { ...process.env, ...env } })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { out, err, code }
}

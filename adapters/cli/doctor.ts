import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadCommands } from '../../commands/index.ts'
import { toLine } from '../../src/bot/finding.ts'
import { counted } from '../../src/chat/text.ts'
import { loadSources } from '../../src/paper/sources/index.ts'
import { platforms } from '../platforms.ts'
import { type DiagnoseDeps, diagnose } from './doctor/diagnose.ts'
import { thisMachine } from './doctor/machine.ts'
import { runAsProcess, type Tool } from './tool.ts'

/** Says what keeps an installation from working well, a line each, with what to do about it. */
export const createDoctor = (env: NodeJS.ProcessEnv, deps: DiagnoseDeps): Tool => ({
  usage: 'npm run doctor [-- --json]',

  async run(args, { out }) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
    const findings = await diagnose(env, deps)
    const faults = findings.filter(({ kind }) => kind === 'fault').length
    if (values.json === true) {
      out(JSON.stringify({ faults, findings }))
    } else {
      for (const finding of findings) out(toLine(finding))
      out(faults === 0 ? 'No faults.' : `${counted(faults, 'fault')}.`)
    }
    return faults === 0
  },
})

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const [commands, sources] = await Promise.all([loadCommands(), loadSources()])
  await runAsProcess(
    createDoctor(process.env, { platforms, commands, sources, machine: thisMachine, envFile: '.env' }),
  )
}

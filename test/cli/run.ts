import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { render } from '../../adapters/cli/render.ts'
import { report } from '../../adapters/cli/report.ts'
import { runTool } from '../../adapters/cli/tool.ts'

const tools = { report, render }

/** Runs a command of the terminal to its end, in this process. */
export async function run(name: keyof typeof tools, args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runTool(tools[name], args, {
    out: (line) => out.push(`${line}\n`),
    err: (line) => err.push(`${line}\n`),
  })
  return { out: out.join(''), err: err.join(''), code }
}

/** The same as a process of its own, as npm runs it. */
export async function runProcess(name: keyof typeof tools, args: readonly string[]) {
  const path = join(import.meta.dirname, `../../adapters/cli/${name}.ts`)
  const child = spawn(process.execPath, [path, ...args])
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { out, err, code }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Runs a script of this folder in a process of its own, with whatever it complains shown here. */
export function startProcess(script: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Every line it says until it ends. @param onLine Told of each, in time. */
export async function linesOf(child: ChildProcess, onLine = (_line: string) => {}): Promise<string[]> {
  if (child.stdout === null) throw new Error('The process has no output.')
  const ended = once(child, 'close')
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    onLine(line)
  }
  await ended
  return lines
}

/** @throws Error when it ended badly. */
export async function linesOfSuccess(child: ChildProcess): Promise<string[]> {
  const lines = await linesOf(child)
  if (child.exitCode !== 0) throw new Error(`The process ended with ${child.exitCode ?? child.signalCode}.`)
  return lines
}

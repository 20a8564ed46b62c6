import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'

/** Keeps one core of the machine busy with a loop meanwhile. */
export async function withBusyCore<Result>(work: () => Promise<Result>): Promise<Result> {
  const loop = spawn(process.execPath, ['-e', 'for (;;);'])
  try {
    // Until the loop runs, nothing is busy.
    await setTimeout(300)
    return await work()
  } finally {
    loop.kill('SIGKILL')
  }
}

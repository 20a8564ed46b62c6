import { writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

/** A process's own output, and what waits here. */
const own: ReadonlySet<string> = new Set(['PipeWrap', 'Immediate'])

const { exit } = process

/** Preloaded into a process of Cruxgrid: prints at its end what would have kept it alive. */
async function exitAndSay(code?: number): Promise<void> {
  // What was closed just now is gone after two turns.
  for (let turn = 0; turn < 2; turn += 1) await setImmediate()
  const held = process.getActiveResourcesInfo().filter((kind) => !own.has(kind))
  writeSync(1, `${JSON.stringify({ held })}\n`)
  Reflect.apply(exit, process, [code])
}
Object.assign(process, { exit: exitAndSay })

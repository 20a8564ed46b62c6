import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { print, ratio } from './figures.ts'

/**
 * Preloaded into each process whose memory is compared: it collects garbage when asked to. What others have compiled before
 * is not used, since `npm start` doesn't keep it and it takes memory.
 */
export const measurable = {
  NODE_OPTIONS: `--expose-gc -r ${join(import.meta.dirname, 'collect-garbage.cjs')}`,
  NODE_DISABLE_COMPILE_CACHE: '1',
}

const settleMs = 2000
/** A picture's thread ends after a minute; a little more, since clocks differ. */
const idleMs = 65_000

/** Prints the memory at rest beside that of a bot that does nothing. @returns it, in MB. */
export async function compareMemory(ours: number | undefined, bare: number | undefined): Promise<number> {
  const [own, least] = [await restingMb(ours), await restingMb(bare)]
  const beside = `${ratio(own, least)} of the bare bot’s, ${Math.round(least)} MB (aim: 1.6)`
  print('resident memory at rest, connected', `${Math.round(own)} MB`, beside)
  return own
}

/** Prints the memory after pictures and a minute without one, beside that at rest. */
export async function reportIdle(pid: number | undefined, pictures: number, atRest: number): Promise<void> {
  await setTimeout(idleMs)
  const idle = await restingMb(pid)
  print(
    `resident memory after ${pictures} pictures and a minute`,
    `${Math.round(idle)} MB`,
    `${ratio(idle, atRest)} of that at rest (aim: 1.3)`,
  )
}

/** The resident memory of a process without garbage. @throws Error if it can't be measured. */
async function restingMb(pid: number | undefined): Promise<number> {
  if (pid === undefined) throw new Error('A process whose memory is to be measured did not start')
  process.kill(pid, 'SIGUSR2')
  await setTimeout(settleMs)
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  if (!(kilobytes > 0)) throw new Error(`The memory of process ${pid} could not be measured`)
  return kilobytes / 1024
}

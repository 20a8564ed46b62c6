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
/** The worker for pictures ends after a minute; a little more, since clocks differ. */
const idleMs = 65_000
const pictures = 300

/** Cruxgrid and a bot that does nothing, connected to the same platform. */
interface Pair {
  readonly pids: Readonly<Record<'ours' | 'bare', number | undefined>>
  /** Makes so many different pictures, one after the other. */
  drawMany(pictures: number): Promise<void>
  close(): Promise<void>
}

/** The resident memory at rest, and after pictures and a minute without one, beside the bare bot's. */
export async function benchMemory(platform: string, open: () => Promise<Pair>): Promise<void> {
  console.log(`\nResident memory on ${platform}`)
  const { pids, drawMany, close } = await open()
  try {
    const [atRest, bare] = [await restingMb(pids.ours), await restingMb(pids.bare)]
    print(
      `${platform}: at rest, connected`,
      mb(atRest),
      `${ratio(atRest, bare)} of the bare bot’s ${mb(bare)} (aim: 1.6)`,
    )
    await drawMany(pictures)
    await setTimeout(idleMs)
    const [idle, bareAfter] = [await restingMb(pids.ours), await restingMb(pids.bare)]
    print(
      `${platform}: after ${pictures} pictures and a minute`,
      mb(idle),
      `${ratio(idle, atRest)} of that at rest (aim: 1.3); ${ratio(idle, bareAfter)} of the bare bot’s ${mb(bareAfter)}`,
    )
  } finally {
    await close()
  }
}

const mb = (megabytes: number): string => `${Math.round(megabytes)} MB`

/** The resident memory of a process and of those that it has started, without garbage. @throws Error if it can't be measured. */
async function restingMb(pid: number | undefined): Promise<number> {
  if (pid === undefined) throw new Error('A process whose memory is to be measured did not start')
  try {
    process.kill(pid, 'SIGUSR2')
    await setTimeout(settleMs)
    const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []
    return [pid, ...started.map(Number)].reduce((sum, one) => sum + residentMb(one), 0)
  } catch (cause) {
    throw new Error(`The memory of process ${pid} could not be measured; it can be on Linux alone`, { cause })
  }
}

function residentMb(pid: number): number {
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  if (!(kilobytes > 0)) throw new Error(`Process ${pid} has no resident memory`)
  return kilobytes / 1024
}

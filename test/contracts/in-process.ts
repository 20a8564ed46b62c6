import { createMetricsRoute } from '../../adapters/metrics-route.ts'
import { createServer } from '../../adapters/server.ts'
import { loadCommands } from '../../commands/index.ts'
import { createApp } from '../../src/app.ts'
import type { Platform } from '../../src/bot/platform.ts'
import { commandsWith } from '../../src/chat/command-info.ts'
import { toLimits } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openStore } from '../../src/store/store.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { offlinePapers } from '../paper/offline.ts'
import type { Running } from '../running.ts'

/** One for all tests of a file: its thread reads the fonts once, and ends with the process. */
const pictures = createPngRenderer()

/**
 * Cruxgrid in the test's own process, with one platform: what `adapters/start.ts` does, for tests that are not about
 * processes.
 *
 * @param database The file that holds everything; with DATABASE_URL its keys alone.
 * @param env Limits hold only with `LIMITS=on`.
 * @param clock Of everything but the platform.
 */
export async function openInProcess(
  platform: Platform,
  database: string,
  env: NodeJS.ProcessEnv,
  clock: Clock = systemClock,
): Promise<Running> {
  const lines: string[] = []
  const log = createLog(env.LOG_LEVEL ?? 'info', false, { write: (line) => void lines.push(line.trimEnd()) })
  const store = await openStore(env.DATABASE_URL ?? `sqlite:${database}`, {
    keyFile: database.replace(/\.db$/, '.keys'),
  })
  const metrics = createMetrics()
  const opened = await platform.open(env, { store, log, metrics, pictures, drainMs: 150_000 })
  if (opened === undefined) throw new Error(`${platform.name} is not configured`)
  const { port, web } = opened
  const publicUrl = env.PUBLIC_URL
  const app = createApp({
    metrics,
    store,
    papers: offlinePapers(store),
    ports: [port],
    commands: commandsWith(await loadCommands(), publicUrl !== undefined),
    clock,
    // On a slow machine the usual limit would decide tests that are about something else.
    askMs: 150_000,
    log,
    pageOf: () => undefined,
    publicUrl,
    limits: toLimits({ LIMITS: env.LIMITS === 'on' ? 'on' : 'off' }),
  })
  await app.start()
  const server = await createServer({
    host: '127.0.0.1',
    port: Number(env.PORT ?? 0),
    mounts: web === undefined ? [] : [web],
    isReady: async () => port.isConnected(),
    metrics: createMetricsRoute(metrics, undefined),
    log,
  })
  let ended: Promise<number> | undefined

  async function end(): Promise<number> {
    await server.close()
    await app.stop()
    await store.close()
    return 0
  }

  return {
    address: server.address,
    log: lines,
    end() {
      ended ??= end()
      return ended
    },
  }
}

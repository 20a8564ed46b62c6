import { pino } from 'pino'
import { createAdapter } from '../../adapters/slack/connect.ts'
import { readSettings } from '../../adapters/slack/setup/settings.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openStore } from '../../src/store/store.ts'
import type { Clock } from '../../src/time/clock.ts'

/**
 * Slack as boards and alarms see it, in a process of its own or in that of a test. Nothing is delivered to it.
 *
 * @param database The file that holds everything.
 */
export async function openPort(database: string, env: NodeJS.ProcessEnv, clock?: Clock) {
  const settings = readSettings(env)
  if (settings === undefined) throw new Error('Slack is not configured')
  const store = await openStore(`sqlite:${database}`)
  const pictures = createPngRenderer()
  const { port } = createAdapter(
    settings,
    { store, log: pino({ level: 'silent' }), metrics: createMetrics(), pictures, drainMs: 5000 },
    clock,
  )
  return {
    ...port,
    store,
    async [Symbol.asyncDispose]() {
      await pictures.close()
      await store.close()
    },
  }
}

import type { Config } from '../src/config.ts'
import type { Metrics } from '../src/metrics.ts'
import { createMetricsRoute, type MetricsRoute } from './metrics-route.ts'
import { createServer } from './server.ts'
import { isLoopback, type WebSettings } from './web/settings.ts'

type ServerDeps = Parameters<typeof createServer>[0]

interface Deps extends Pick<ServerDeps, 'isReady' | 'log'> {
  readonly metrics: Metrics
  readonly config: Pick<Config, 'METRICS_PORT' | 'METRICS_TOKEN'>
  readonly web: Pick<WebSettings, 'HOST' | 'PUBLIC_URL'>
}

/** The route of the main server, if it has one, and the end of the server that metrics have for themselves. */
interface ServedMetrics {
  readonly route: MetricsRoute | undefined
  readonly close: () => Promise<void>
}

/**
 * Serves the metrics: on a port of their own if METRICS_PORT is set, else on the main one. There, others than this machine
 * need METRICS_TOKEN; without one, nobody gets them.
 */
export async function serveMetrics({ metrics, config, web, ...deps }: Deps): Promise<ServedMetrics> {
  const { METRICS_PORT: port, METRICS_TOKEN: token } = config
  const route = createMetricsRoute(metrics, token)
  if (port === undefined) {
    // Behind a proxy every request comes from this machine.
    const isOwn = isLoopback(web.HOST) && web.PUBLIC_URL === undefined
    return { route: token !== undefined || isOwn ? route : undefined, close: async () => {} }
  }
  const server = await createServer({ ...deps, host: web.HOST, port, mounts: [], metrics: route })
  return { route: undefined, close: server.close }
}

import { createHash, timingSafeEqual } from 'node:crypto'
import type { Metrics } from '../src/metrics.ts'

/** Answers GET /metrics. */
export type MetricsRoute = (request: Request) => Promise<Response>

/** @param token The client must send it as `Authorization: Bearer …`; `undefined` to answer everyone who can connect. */
export const createMetricsRoute =
  (metrics: Metrics, token: string | undefined): MetricsRoute =>
  async ({ headers }) =>
    token === undefined || isSame(headers.get('authorization') ?? '', `Bearer ${token}`)
      ? new Response(await metrics.write(), { headers: { 'content-type': metrics.contentType } })
      : new Response('Send METRICS_TOKEN as a bearer token.', {
          status: 401,
          headers: { 'www-authenticate': 'Bearer' },
        })

/** Takes the same time wherever the two differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b))

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

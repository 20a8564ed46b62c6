import type { Happenings } from './happenings.ts'
import type { Settings } from './settings.ts'
import { signed } from './signatures.ts'
import type { Envelope, Sockets } from './sockets.ts'
import type { Asked, Workspace } from './world.ts'

/** How deliveries reach the bot. */
export type Way = { readonly kind: 'socket' } | { readonly kind: 'http'; readonly urls: readonly string[] }

/** Something that is to reach the bot. */
export interface Delivery {
  readonly workspace: Workspace
  readonly type: Envelope['type']
  readonly payload: object
  /** Whoever waits for it. */
  readonly asked: Asked
  /** Takes what came with the acknowledgement. */
  readonly take: (payload: Readonly<Record<string, unknown>>) => void
}

/** Delivers over Socket Mode or HTTP, watches that all is acknowledged in time, and tries events again. */
export function createDeliveries(
  happenings: Happenings,
  settings: Settings,
  sockets: Sockets,
  signingSecret: string,
) {
  let way: Way = { kind: 'socket' }
  const ways = new Map<Workspace, Way>()
  const underWay = new Set<Promise<void>>()
  const closing = new AbortController()
  let turn = 0

  const nameOf = ({ asked }: Delivery) => `${asked.kind} of ${asked.person.name}`

  function acknowledged(delivery: Delivery, since: number, payload: Readonly<Record<string, unknown>>): void {
    const { asked } = delivery
    const took = performance.now() - since
    if (took > settings.patience)
      happenings.violate(`${nameOf(delivery)} was acknowledged after ${Math.round(took)} ms`)
    asked.ackedAt ??= performance.now()
    if (Object.keys(payload).length > 0) asked.ack = payload
    delivery.take(payload)
    happenings.changed()
  }

  function fail({ asked }: Delivery): void {
    asked.failed = true
    happenings.changed()
  }

  function bySocket(delivery: Delivery, attempt = 0): void {
    const { type, payload } = delivery
    const since = performance.now()
    const isEvent = type === 'events_api'
    const again =
      isEvent && attempt === 0 ? happenings.later(settings.patience, () => bySocket(delivery, 1)) : () => {}
    const isSent = sockets.send(
      nameOf(delivery),
      {
        type,
        payload,
        accepts_response_payload: !isEvent,
        ...(attempt > 0 && { retry_attempt: attempt, retry_reason: 'timeout' }),
      },
      {
        acked(answer) {
          again()
          acknowledged(delivery, since, answer)
        },
        lost: () => isEvent || fail(delivery),
      },
    )
    if (isSent) return
    again()
    fail(delivery)
  }

  function bodyOf({ type, payload }: Delivery): { readonly body: string; readonly contentType: string } {
    if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' }
    const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : { ...payload }
    const body = new URLSearchParams(fields).toString()
    return { body, contentType: 'application/x-www-form-urlencoded' }
  }

  /** What the bot said, or why it said nothing. */
  async function post(
    delivery: Delivery,
    url: string,
    attempt: number,
    reason: string,
  ): Promise<string | undefined> {
    const { body, contentType } = bodyOf(delivery)
    const since = performance.now()
    const timeout = new AbortController()
    const inTime = happenings.later(settings.patience, () => timeout.abort())
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': contentType,
          ...signed(body, signingSecret),
          ...(attempt > 0 && { 'X-Slack-Retry-Num': String(attempt), 'X-Slack-Retry-Reason': reason }),
        },
        signal: AbortSignal.any([timeout.signal, closing.signal]),
      })
      const text = await response.text()
      if (!response.ok) return `http_error ${response.status}`
      acknowledged(delivery, since, payloadOf(text, response.headers.get('content-type') ?? ''))
      return undefined
    } catch (fault) {
      if (timeout.signal.aborted) return 'http_timeout'
      if (closing.signal.aborted) return 'closing'
      if (fault instanceof TypeError) return 'connection_failed'
      throw fault
    } finally {
      inTime()
    }
  }

  async function byHttp(
    delivery: Delivery,
    urls: readonly string[],
    attempt = 0,
    reason = '',
  ): Promise<void> {
    const url = urls[turn++ % Math.max(urls.length, 1)]
    if (url === undefined) return fail(delivery)
    const failure = await post(delivery, url, attempt, reason)
    if (failure === undefined) return
    if (delivery.type === 'events_api' && attempt < 3 && failure !== 'closing') {
      const why = failure.replace(/ .*/, '')
      happenings.later(settings.retryAfter, () => keep(byHttp(delivery, urls, attempt + 1, why)))
      return
    }
    // A bot that isn't there or that goes away is bad luck; one that is there has to answer.
    if (failure !== 'connection_failed')
      happenings.violate(`${nameOf(delivery)} was not acknowledged: ${failure}`)
    fail(delivery)
  }

  function keep(work: Promise<void>): void {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  return {
    deliverBy(next: Way, workspace?: Workspace): void {
      if (workspace === undefined) way = next
      else ways.set(workspace, next)
    },
    deliver(delivery: Delivery): void {
      const chosen = ways.get(delivery.workspace) ?? way
      if (chosen.kind === 'socket') bySocket(delivery)
      else keep(byHttp(delivery, chosen.urls))
    },
    async close(): Promise<void> {
      closing.abort()
      await Promise.all(underWay)
    },
  }
}

export type Deliveries = ReturnType<typeof createDeliveries>

function payloadOf(text: string, contentType: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  if (!contentType.startsWith('application/json')) return { text }
  const payload: unknown = JSON.parse(text)
  return typeof payload === 'object' && payload !== null ? { ...payload } : {}
}

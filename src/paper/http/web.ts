import type { LookupAddress } from 'node:dns'
import dns from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import type { buildConnector, Response } from 'undici'
import { requirePublicAddresses, requirePublicUrl } from './address-check.ts'
import { BadAnswer } from './bad-answer.ts'
import type { Answered } from './hosts.ts'

const defaultTimeoutMs = 5000
const maxBytes = 2 * 1024 * 1024
const maxRedirects = 3
const nothing = new Uint8Array()

/** A request to a source. */
export interface WebRequest {
  readonly url: string
  /** The URL to ask at the request's turn, on the host of `url`; without it, `url`. */
  readonly urlAtTurn?: () => string
  /** Accepted media types. A successful answer of another type is a `BadAnswer`. */
  readonly accept: RegExp
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The operator's own address, which may be on this machine: only redirects to other origins are checked. */
  readonly isTrusted?: boolean
  /** Bytes that are enough: the rest of a longer body is not read. Without it, a body above 2 MB is a `BadAnswer`. */
  readonly enough?: number
}

/** A source's answer: at most 2 MB. */
export interface WebResponse extends Answered {
  /** Empty if the status is not a success. */
  readonly body: Uint8Array
  /** The character encoding that the answer declares, in any spelling. */
  readonly charset?: string
}

/** The URL of the request, or the one that it was redirected to. */
interface Target {
  readonly url: URL
  readonly isTrusted: boolean
}

/** One answer, which may be a redirect. */
interface Hop extends WebResponse {
  readonly location?: string
}

/** Resolves a host name to all its addresses, as `dns.lookup` does. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>

/** Sends a request to the host of `url` when its turn has come. */
export type AtTurn = <Answer extends Answered>(url: URL, request: () => Promise<Answer>) => Promise<Answer>

const sendAtOnce: AtTurn = (_, request) => request()

interface WebOptions {
  readonly userAgent: string
  /** Timeout of one request with its redirects. */
  readonly timeoutMs?: number
  readonly resolveHost?: ResolveHost
  /** Creates the function that opens connections, for tests that redirect them. */
  readonly connector?: (lookup: LookupFunction) => buildConnector.connector
}

const systemResolveHost: ResolveHost = (hostname) => dns.lookup(hostname, { all: true, verbatim: true })

/**
 * Sends requests to the web: within 5 s, at most 2 MB and 3 redirects, https only, and only to public addresses. For
 * the first address and each redirect, the checked DNS answer is also the one connected to, which prevents DNS
 * rebinding.
 */
export function createWeb({
  userAgent,
  timeoutMs = defaultTimeoutMs,
  resolveHost = systemResolveHost,
  connector,
}: WebOptions) {
  let client: ReturnType<typeof openClient> | undefined

  /** undici takes 10 MB, so it is loaded with the first request. */
  async function openClient() {
    const { Agent, buildConnector, fetch } = await import('undici')
    const lookup = createCheckedLookup(resolveHost)
    const connect = connector?.(lookup) ?? buildConnector({ lookup, timeout: timeoutMs, allowH2: false })
    return { fetch, guarded: new Agent({ connect }), trusted: new Agent() }
  }

  /** One exchange with one host. */
  async function exchange(
    request: WebRequest,
    { url, isTrusted }: Target,
    signal: AbortSignal,
  ): Promise<Hop> {
    const { method = 'GET', body, headers = {}, accept, enough } = request
    client ??= openClient()
    const { fetch, guarded, trusted } = await client
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': userAgent, ...headers },
      redirect: 'manual',
      signal,
      dispatcher: isTrusted ? trusted : guarded,
      ...(body !== undefined && { body }),
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null)
      return await readResponse(response, accept, enough)
    await response.body?.cancel()
    return { ...answered(response), body: nothing, location }
  }

  /**
   * @param stop Aborts the request.
   * @param atTurn Called for each host that is asked; sends the request at the host's turn. The time that a request
   *   waits is not counted.
   * @throws AddressRefused, BadAnswer, or the network's error.
   */
  async function send(
    request: WebRequest,
    stop: AbortSignal,
    atTurn: AtTurn = sendAtOnce,
  ): Promise<WebResponse> {
    let leftMs = timeoutMs
    let url = new URL(request.url)
    let isTrusted = request.isTrusted === true
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      if (!isTrusted) requirePublicUrl(url)
      const answer = await atTurn(url, async () => {
        if (hop === 0 && request.urlAtTurn !== undefined) url = new URL(request.urlAtTurn())
        const start = performance.now()
        const signal = AbortSignal.any([AbortSignal.timeout(Math.max(1, Math.ceil(leftMs))), stop])
        const answer = await exchange(request, { url, isTrusted }, signal)
        leftMs -= performance.now() - start
        return answer
      })
      if (answer.location === undefined) return answer
      const next = URL.parse(answer.location, url.href)
      if (next === null) throw new BadAnswer('a redirect to no address')
      // The operator trusts an origin, not its redirects.
      isTrusted &&= next.origin === url.origin
      url = next
    }
    throw new BadAnswer('too many redirects')
  }

  return {
    send,
    async close(): Promise<void> {
      const opened = await client
      await Promise.all([opened?.guarded.close(), opened?.trusted.close()])
    },
  }
}

export type Web = ReturnType<typeof createWeb>

/** Connects to exactly the addresses that were checked. */
const createCheckedLookup =
  (resolveHost: ResolveHost): LookupFunction =>
  (hostname, _, callback) => {
    resolveHost(hostname)
      .then((addresses) => {
        requirePublicAddresses(addresses)
        callback(null, [...addresses])
      })
      .catch((fault: Error) => callback(fault, []))
  }

async function readResponse(response: Response, accept: RegExp, enough?: number): Promise<WebResponse> {
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok || !accept.test(type)) {
    await response.body?.cancel()
    if (response.ok) throw new BadAnswer(`an answer of the type ${type.slice(0, 60)}`)
    return { ...answered(response), body: nothing }
  }
  const charset = /charset=["']?(?<name>[\w-]+)/i.exec(type)?.groups?.name
  const body = await bytesOf(response, enough)
  return { ...answered(response), body, ...(charset !== undefined && { charset }) }
}

function answered(response: Response): Answered {
  const retryAfterMs = retryAfterMsOf(response)
  return { status: response.status, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Reads the decompressed body in chunks, up to `enough` bytes. @throws BadAnswer if it exceeds 2 MB. */
async function bytesOf({ body }: Response, enough = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    chunks.push(chunk)
    if (size >= enough) break
    if (size > maxBytes) throw new BadAnswer('an answer above 2 MB')
  }
  return Buffer.concat(chunks, Math.min(size, enough))
}

/** Reads Retry-After, in seconds or as a date. */
function retryAfterMsOf({ headers }: Response): number | undefined {
  const header = headers.get('retry-after')
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

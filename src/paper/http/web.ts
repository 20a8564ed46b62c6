import type { LookupAddress } from 'node:dns'
import dns from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher, fetch } from 'undici'
import { requirePublicAddresses, requirePublicUrl } from './address-check.ts'

const defaultTimeoutMs = 5000
const maxBytes = 2 * 1024 * 1024
const maxRedirects = 3

/** A request to a source. */
export interface WebRequest {
  readonly url: string
  /** Accepted media types. A successful answer of another type is a `BadAnswer`. */
  readonly accept: RegExp
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The operator's own address, which may be on this machine: only redirects to other origins are checked. */
  readonly isTrusted?: boolean
}

/** A source's answer: at most 2 MB. */
export interface WebResponse {
  readonly status: number
  readonly text: string
  /** The pause that the source asks for, by the header Retry-After. */
  readonly retryAfterMs?: number
}

/** An answer that can't be read: too large, of another type, or a wrong redirect. */
export class BadAnswer extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'BadAnswer'
  }
}

/** Resolves a host name to all its addresses, as `dns.lookup` does. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>

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
  const lookup = createCheckedLookup(resolveHost)
  const connect = connector?.(lookup) ?? buildConnector({ lookup, timeout: timeoutMs, allowH2: false })
  const guarded = new Agent({ connect })
  const trusted = new Agent()

  /** @param stop Aborts the request. @throws AddressRefused, BadAnswer, or the network's error. */
  async function send(request: WebRequest, stop: AbortSignal): Promise<WebResponse> {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stop])
    let url = new URL(request.url)
    let isTrusted = request.isTrusted === true
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      if (!isTrusted) requirePublicUrl(url)
      const dispatcher: Dispatcher = isTrusted ? trusted : guarded
      const { method = 'GET', body, headers = {} } = request
      const response = await fetch(url, {
        method,
        headers: { 'user-agent': userAgent, ...headers },
        redirect: 'manual',
        signal,
        dispatcher,
        ...(body !== undefined && { body }),
      })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || location === null)
        return await readResponse(response, request.accept)
      await response.body?.cancel()
      const next = URL.parse(location, url.href)
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
      await Promise.all([guarded.close(), trusted.close()])
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

type Response = Awaited<ReturnType<typeof fetch>>

async function readResponse(response: Response, accept: RegExp): Promise<WebResponse> {
  const type = response.headers.get('content-type') ?? ''
  const { status } = response
  const retryAfterMs = retryAfterMsOf(response)
  const rest = { status, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  if (!accept.test(type)) {
    await response.body?.cancel()
    if (response.ok) throw new BadAnswer(`an answer of the type ${type.slice(0, 60)}`)
    return { ...rest, text: '' }
  }
  return { ...rest, text: decoder(type).decode(await bytesOf(response)) }
}

/** Reads the decompressed body in chunks. @throws BadAnswer if it exceeds 2 MB. */
async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new BadAnswer('an answer above 2 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads Retry-After, in seconds or as a date. */
function retryAfterMsOf({ headers }: Response): number | undefined {
  const header = headers.get('retry-after')
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

function decoder(type: string) {
  const charset = /charset=["']?(?<name>[\w-]+)/i.exec(type)?.groups?.name ?? 'utf-8'
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder()
  }
}

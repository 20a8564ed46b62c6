import type { LookupAddress } from 'node:dns'
import dns from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher, fetch } from 'undici'
import { requirePublicAddresses, requirePublicUrl } from './address-check.ts'

const defaultTimeoutMs = 5000
const maxBytes = 2 * 1024 * 1024
const maxRedirects = 3

/** What a source is asked. */
export interface WebRequest {
  readonly url: string
  /** Media types that are read; anything else is a fault of the source. */
  readonly accept: RegExp
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The operator named this base, which may be on this machine: only addresses that it leads on to are checked. */
  readonly isTrusted?: boolean
}

/** What a source answered: at most 2 MB. */
export interface WebResponse {
  readonly status: number
  readonly text: string
  /** How long the source asks to be left alone. */
  readonly retryAfterMs?: number
}

/** What came instead of an answer that can be read. */
export class BadAnswer extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'BadAnswer'
  }
}

/** All addresses of a name, as `dns.lookup` gives them. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>

interface WebOptions {
  readonly userAgent: string
  /** How long one question may take, with its redirects. */
  readonly timeoutMs?: number
  readonly resolveHost?: ResolveHost
  /** Makes what opens connections from what looks names up: tests lead them elsewhere. */
  readonly connector?: (lookup: LookupFunction) => buildConnector.connector
}

const systemResolveHost: ResolveHost = (hostname) => dns.lookup(hostname, { all: true, verbatim: true })

/**
 * Asks the web, politely and with care: within 5 s, at most 2 MB and 3 redirects, https only, and never an address that
 * isn't public. One answer of the name server is checked and connected to, for the first address and for each redirect,
 * so that a second answer can't lead elsewhere.
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

  /** @param stop Ends it early. @throws AddressRefused, BadAnswer, or what went wrong on the way. */
  async function ask(request: WebRequest, stop: AbortSignal): Promise<WebResponse> {
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
      // The operator named an address, not what it leads on to.
      isTrusted &&= next.origin === url.origin
      url = next
    }
    throw new BadAnswer('too many redirects')
  }

  return {
    ask,
    async close(): Promise<void> {
      await Promise.all([guarded.close(), trusted.close()])
    },
  }
}

export type Web = ReturnType<typeof createWeb>

/** What is checked is what is connected to. */
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

/** Read as it comes, and no further than the limit, however small it was packed. */
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

/** In seconds, or a date. */
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

import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'
import type { Connection } from '../../src/bot/platform.ts'
import { isLoopback, type WebSettings } from './settings.ts'

/** The connection that a request to the playground came by. */
export interface WebEnv {
  readonly Bindings: Connection
}

/** A context of the playground's requests. */
export type WebContext = Context<WebEnv>

type ProxySettings = Pick<WebSettings, 'TRUST_PROXY'>

/**
 * The client's IP address: the one that the connection comes from or, with TRUST_PROXY, the last of X-Forwarded-For,
 * which the proxy added. The addresses before it came with the request and may be invented.
 *
 * @returns `undefined` without a valid address.
 */
function clientAddress(c: WebContext, { TRUST_PROXY }: ProxySettings): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const forwarded = TRUST_PROXY ? c.req.header('x-forwarded-for') : undefined
  const text =
    forwarded === undefined ? c.env.address : withoutPort(forwarded.split(',').at(-1)?.trim() ?? '')
  return text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text) : undefined
}

/** `203.0.113.9:1000` and `[2001:db8::1]:1000`, as some proxies write them, without the port. */
const withoutPort = (address: string): string =>
  /^\[(?<v6>[^\]]+)\](?::\d+)?$/.exec(address)?.groups?.v6 ?? address.replace(/^([\d.]+):\d+$/, '$1')

/** Whether a request comes from this machine. */
export function isFromHere(c: WebContext, settings: ProxySettings): boolean {
  const address = clientAddress(c, settings)
  return address !== undefined && isLoopback(address.toString())
}

/**
 * The network that one client has to itself: an IPv4 address, or the first 64 bits of an IPv6 one, of which a client
 * may use any. All clients without an address are one.
 */
export function networkOf(c: WebContext, settings: ProxySettings): string {
  const address = clientAddress(c, settings)
  if (address === undefined) return 'unknown'
  if (address instanceof ipaddr.IPv4) return address.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
}

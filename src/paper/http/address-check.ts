import type { LookupAddress } from 'node:dns'
import { BlockList, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { isPublicHost } from './public-host.ts'

/** An address that must not be requested. Permanent, so never retried. */
export class AddressRefused extends Error {
  constructor(why: string) {
    super(`Not asked for: ${why}`)
    this.name = 'AddressRefused'
  }
}

/**
 * Checks an address before its name is resolved: https on the default port, a public host name, no credentials. IP
 * addresses are always refused, because they aren't resolved and so would skip {@link requirePublicAddresses}.
 *
 * @throws AddressRefused
 */
export function requirePublicUrl({ protocol, username, password, port, hostname }: URL): void {
  if (protocol !== 'https:') throw new AddressRefused('only https is asked for')
  if (username !== '' || password !== '') throw new AddressRefused('a name or a password in the address')
  if (port !== '') throw new AddressRefused('only the ordinary port is asked')
  if (!isPublicHost(hostname)) throw new AddressRefused('not a public host name')
}

/**
 * Checks the addresses that a host name resolved to. All of them must be public.
 *
 * @throws AddressRefused
 */
export function requirePublicAddresses(addresses: readonly LookupAddress[]): void {
  if (addresses.length === 0) throw new AddressRefused('a name without an address')
  for (const { address } of addresses) {
    const range = rangeOf(address)
    if (range !== 'unicast') throw new AddressRefused(`an address of the range ${range}`)
  }
}

/** IPv6 addresses that carry an IPv4 address in their last 32 bits. ipaddr.js takes them for unicast or for IPv4-mapped. */
const ipv4Compatible = new BlockList()
ipv4Compatible.addSubnet('::', 96, 'ipv6')

function rangeOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unreadable'
  if (isIPv6(address) && ipv4Compatible.check(address, 'ipv6')) return 'ipv4Compatible'
  // `process` unwraps IPv4-mapped IPv6 addresses.
  return ipaddr.process(address).range()
}

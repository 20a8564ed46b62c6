import type { LookupAddress } from 'node:dns'
import ipaddr from 'ipaddr.js'
import { isPublicHost } from './public-host.ts'

/** Why something is not asked for on the web. Never tried again: it stays refused. */
export class AddressRefused extends Error {
  constructor(why: string) {
    super(`Not asked for: ${why}`)
    this.name = 'AddressRefused'
  }
}

/**
 * Checks an address before anything is looked up: only https on its own port, a public name, no credentials. An address
 * in numbers is refused whatever it is, because no check of a name server's answer would see it.
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
 * Checks what a name server says: if any address of an answer is not a public one, none is used.
 *
 * @throws AddressRefused
 */
export function requirePublicAddresses(addresses: readonly LookupAddress[]): void {
  if (addresses.length === 0) throw new AddressRefused('a name without an address')
  for (const { address } of addresses) {
    // An IPv4 address in IPv6 clothes is what it is.
    const range = ipaddr.isValid(address) ? ipaddr.process(address).range() : 'unreadable'
    if (range !== 'unicast') throw new AddressRefused(`an address of the range ${range}`)
  }
}

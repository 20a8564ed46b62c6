/** Names that are nobody's on the public internet. */
const reserved = /\.(?:local|localhost|internal|lan|home|test|invalid|example|home\.arpa|onion)$/

/**
 * Whether a host is a public name: no address in numbers, no machine of a local network.
 *
 * @param hostname As `URL` gives it: in lower case, every way to write an IPv4 address made into the usual one.
 */
export function isPublicHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  const isAddress = name.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(name)
  return !isAddress && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(name) && !reserved.test(name)
}

/** Domains that are reserved or used for local networks. */
const reserved =
  /\.(?:local|localhost|internal|intranet|corp|svc|lan|home|test|invalid|example|home\.arpa|onion)$/

/**
 * Whether a host is a public name: neither an IP address nor a host of a local network.
 *
 * @param hostname As normalised by `URL`: in lower case, IPv4 addresses in dotted decimal form.
 */
export function isPublicHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  const isAddress = name.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(name)
  return !isAddress && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(name) && !reserved.test(name)
}

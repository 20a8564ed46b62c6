/** Hosts of web proxies of libraries: `ezproxy.lib.example.edu`, `stanford.idm.oclc.org`. */
const proxyLabel = /^(?:[a-z0-9-]*proxy[a-z0-9-]*|ezp(?:-[a-z0-9-]+)?|idm)$/

const commonDomain = /\.(?:com|org|net|edu|gov|int|info|pub|[a-z]{2})$/

/** The host without `www.` and a final dot. */
export const hostOf = ({ hostname }: Pick<URL, 'hostname'>): string =>
  hostname.replace(/\.$/, '').replace(/^(?:www\.)+(?=[^.]+\.)/, '')

const forumHosts =
  /^(?:lesswrong\.com|lesserwrong\.com|alignmentforum\.org|(?:lw\.|ea\.)?greaterwrong\.com|forum\.effectivealtruism\.org)$/

/** The target of a link that only leads on to another; `undefined` for other links. */
export function unwrapUrl(url: URL): string | undefined {
  const host = hostOf(url)
  const { pathname, searchParams } = url
  /** Everything after the host, unchanged. */
  const rest = url.href.slice(url.origin.length)
  if (forumHosts.test(host) && pathname === '/out') return searchParams.get('url') ?? undefined
  if (/^google\.[a-z.]{2,6}$/.test(host) && pathname === '/url')
    return searchParams.get('q') ?? searchParams.get('url') ?? undefined
  if (host === 'slack-redir.net' && pathname === '/link') return searchParams.get('url') ?? undefined
  if (host.endsWith('.safelinks.protection.outlook.com')) return searchParams.get('url') ?? undefined
  if (/^lm?\.facebook\.com$/.test(host) && pathname === '/l.php') return searchParams.get('u') ?? undefined
  if (/^urldefense\.(?:com|us)$/.test(host)) return unwrapDefended(rest)
  if (host === 'urldefense.proofpoint.com' && pathname === '/v2/url') return fromDashes(searchParams.get('u'))
  if (host === 'r.jina.ai')
    return /^\/(?<target>https?:.+|[a-z0-9.-]+\.[a-z]{2,}\/.+)$/i.exec(rest)?.groups?.target
  if (host === 'web.archive.org')
    return /^\/web\/(?:\d[\da-z_*]*\/)?(?<target>.+\..+)$/.exec(rest)?.groups?.target
  if (/\/login\/?$/.test(pathname)) return webAddress(searchParams.get('url') ?? searchParams.get('qurl'))
  const proxied = proxiedHost(host)
  return proxied === undefined ? undefined : `https://${proxied}${rest}`
}

/** `/v3/__https://a.org/b*c__;Iw!!…`: each asterisk stands for a character of the text in base64 after it. */
function unwrapDefended(rest: string): string | undefined {
  const { target, replaced = '' } =
    /^\/v3\/__(?<target>.+?)__(?:;(?<replaced>[\w+/=-]*)|$)/.exec(rest)?.groups ?? {}
  const letters = Buffer.from(replaced, 'base64url').toString('latin1')
  let next = 0
  return target?.replaceAll('*', (asterisk) => letters[next++] ?? asterisk)
}

/** `https-3A__arxiv.org_abs_2312.06942` → `https://arxiv.org/abs/2312.06942` */
function fromDashes(text: string | null): string | undefined {
  try {
    return text === null ? undefined : decodeURIComponent(text.replaceAll('-', '%').replaceAll('_', '/'))
  } catch {
    return undefined
  }
}

const webAddress = (text: string | null): string | undefined =>
  text !== null && /^https?:/i.test(text) ? text : undefined

/**
 * The host that a library's proxy fetches pages from, whose dots it may write as hyphens: `arxiv-org.ezproxy.lib.edu`,
 * `arxiv.org.ezproxy.lib.edu`, `www-nature-com.stanford.idm.oclc.org`. `undefined` for other hosts.
 */
function proxiedHost(host: string): string | undefined {
  const labels = host.split('.')
  const proxy = labels.findIndex((label) => proxyLabel.test(label))
  const [first = '', second] = labels
  if (proxy < 1 || (labels[proxy] === 'idm' && !host.endsWith('.idm.oclc.org'))) return undefined
  if (second !== undefined && proxy > 1 && labels[proxy] !== 'idm') return labels.slice(0, proxy).join('.')
  // A hyphen of the name itself is written twice.
  const dotted = first.replaceAll(/-+/g, (hyphens) => (hyphens.length === 1 ? '.' : '-'))
  return commonDomain.test(dotted) ? dotted : undefined
}

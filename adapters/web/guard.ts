import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isFromHere, type WebEnv } from './client.ts'
import { isLoopback, type WebSettings } from './settings.ts'

/** Headers that keep a page from loading anything of other sites, and other sites from framing it. */
export const headersWith = (referrerPolicy: 'same-origin' | 'no-referrer'): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy,
    xFrameOptions: 'DENY',
    // Left to the operator: it would bind everything else on this host too.
    strictTransportSecurity: false,
  })

/** With a stricter policy for referrers, browsers would not send the origin of the login form. */
export const pageHeaders = headersWith('same-origin')

/** Refuses requests of other sites' pages: the browser states where a request comes from. */
export function requireSameOrigin({ PUBLIC_URL }: WebSettings): MiddlewareHandler {
  const publicHost = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).host
  function isSameOrigin(c: Context): boolean {
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined) return site === 'same-origin'
    const origin = c.req.header('origin')
    if (origin === undefined || !URL.canParse(origin)) return false
    const { host } = new URL(origin)
    return host === c.req.header('host') || host === publicHost
  }
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || isSameOrigin(c)) return next()
    return c.text("This request didn't come from the playground page.", 403)
  }
}

/** Accepts JSON only, which a form of another site can't send. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || /^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return next()
  return c.text('Send JSON.', 415)
}

/** Accepts bytes only, which a form of another site can't send either. */
export const requireBytes: MiddlewareHandler = async (c, next) => {
  if (c.req.header('content-type') === 'application/octet-stream') return next()
  return c.text('Send bytes.', 415)
}

/**
 * Accepts requests only under the name of PUBLIC_URL and, from this machine, under the machine's own names: another site
 * could point a name of its own at this machine, and its page could then read the playground or send it forms.
 */
export function requireKnownHost(settings: WebSettings): MiddlewareHandler<WebEnv> {
  const publicUrl = settings.PUBLIC_URL === undefined ? undefined : new URL(settings.PUBLIC_URL)
  /** Without the port that the protocol has by itself. */
  const normalise = (host: string): string | undefined => {
    const url = `${publicUrl?.protocol}//${host}`
    return /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) ? new URL(url).host : undefined
  }
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    const isLocal = isLoopback(host.replace(/:\d+$/, '')) && isFromHere(c, settings)
    if (isLocal || (publicUrl !== undefined && normalise(host) === publicUrl.host)) return next()
    return c.text("The playground isn't served under that host name. Use the address in PUBLIC_URL.", 421)
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { isLoopback, type WebSettings } from './settings.ts'

const cookie = 'cruxgrid'
const maxTriesPerMinute = 10

/** Headers that keep the page from loading anything of other sites, and other sites from framing it. */
export const pageHeaders = secureHeaders({
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
  // With a stricter policy, browsers would not send the origin of the login form.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Left to the operator: it would bind everything else on this host too.
  strictTransportSecurity: false,
})

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
    return c.text('This can only be sent from the playground itself.', 403)
  }
}

/** Accepts JSON only, which a form of another site can't send. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || /^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return next()
  return c.text('Send JSON.', 415)
}

/**
 * Without a secret, accepts requests only under this machine's own names: another site could point a name of its own at
 * this machine, and its page could then read the playground.
 */
export function requireKnownHost({ WEB_SECRET, PUBLIC_URL }: WebSettings): MiddlewareHandler {
  const publicHost = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).host
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    const name = host.replace(/:\d+$/, '')
    if (WEB_SECRET !== undefined || isLoopback(name) || host === publicHost) return next()
    return c.text('The playground does not go by that name.', 421)
  }
}

/** The login: the secret sets a cookie, which later requests need. Without a secret everyone is logged in. */
export function createLogin({ WEB_SECRET: secret, PUBLIC_URL }: WebSettings, now: () => number) {
  const cookieValue =
    secret === undefined ? '' : createHmac('sha256', secret).update('playground').digest('base64url')
  let tries = { minute: 0, count: 0 }

  function isRateLimited(): boolean {
    const minute = Math.floor(now() / 60_000)
    tries = { minute, count: tries.minute === minute ? tries.count + 1 : 1 }
    return tries.count > maxTriesPerMinute
  }

  return {
    isLoggedIn: (c: Context): boolean =>
      secret === undefined || isEqualSecret(getCookie(c, cookie) ?? '', cookieValue),

    async logIn(c: Context): Promise<Response> {
      const entered = (await c.req.parseBody()).secret
      // The right secret always opens: a stranger's guesses keep nobody else out.
      if (secret === undefined || typeof entered !== 'string' || !isEqualSecret(entered, secret))
        return isRateLimited()
          ? c.text('Too many tries; wait a minute.', 429)
          : c.redirect('/login?wrong', 303)
      setCookie(c, cookie, cookieValue, {
        httpOnly: true,
        sameSite: 'Strict',
        secure: PUBLIC_URL?.startsWith('https:') ?? false,
        path: '/',
        maxAge: 30 * 86_400,
      })
      return c.redirect('/', 303)
    },
  }
}

/** Compares in constant time, so that timing doesn't reveal where they differ. */
function isEqualSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

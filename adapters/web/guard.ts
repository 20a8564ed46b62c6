import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { isLoopback, type WebSettings } from './settings.ts'

const cookie = 'cruxgrid'
const maxTriesPerMinute = 10

/** Nothing from elsewhere runs or shows in the page, and nobody frames it. */
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
  // Stricter, and browsers would hide from us where the login form comes from.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Whether other names of this host want it is not the playground's to say.
  strictTransportSecurity: false,
})

/** Another page's script can't post here: the browser says where a request comes from. */
export function requireSameOrigin({ PUBLIC_URL }: WebSettings): MiddlewareHandler {
  const known = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).host
  function isSameOrigin(c: Context): boolean {
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined) return site === 'same-origin'
    const origin = c.req.header('origin')
    if (origin === undefined || !URL.canParse(origin)) return false
    const { host } = new URL(origin)
    return host === c.req.header('host') || host === known
  }
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || isSameOrigin(c)) return next()
    return c.text('This can only be sent from the playground itself.', 403)
  }
}

/** A form of another page can't send JSON. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || /^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return next()
  return c.text('Send JSON.', 415)
}

/**
 * Without a secret only this machine may talk to the playground, under its own names: a name that somebody else
 * points at this machine would let their page read it.
 */
export function requireKnownHost({ WEB_SECRET, PUBLIC_URL }: WebSettings): MiddlewareHandler {
  const known = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).host
  return async (c, next) => {
    const host = c.req.header('host') ?? ''
    const name = host.replace(/:\d+$/, '')
    if (WEB_SECRET !== undefined || isLoopback(name) || host === known) return next()
    return c.text('The playground does not go by that name.', 421)
  }
}

/** The door: who doesn't have the cookie has to know the secret. Without a secret it stands open. */
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
      if (isRateLimited()) return c.text('Too many tries; wait a minute.', 429)
      const given = (await c.req.parseBody()).secret
      if (secret === undefined || typeof given !== 'string' || !isEqualSecret(given, secret))
        return c.redirect('/login?wrong', 303)
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

/** Compares in a time that tells nothing about where they differ. */
function isEqualSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

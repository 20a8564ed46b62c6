import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Store } from '../../src/store/store.ts'
import type { Clock } from '../../src/time/clock.ts'
import { networkOf, type WebContext } from './client.ts'
import { createGuesses } from './guesses.ts'
import type { PageFiles } from './page-files.ts'
import { createSessions, maxAgeMs } from './sessions.ts'
import { isHttps, type WebSettings } from './settings.ts'

interface Deps {
  readonly settings: WebSettings
  readonly files: Pick<PageFiles, 'login'>
  readonly store: Store
  readonly clock: Clock
}

/** The door of the playground. */
export interface Login {
  /** Whether people enter a secret. */
  readonly isNeeded: boolean
  /** Whether the request may go on; its session counts as used. */
  isLoggedIn(c: WebContext): Promise<boolean>
  /** Asks as long as a response lasts, whether its session is still open. */
  stillOpen(c: WebContext): () => Promise<boolean>
  /** Identifies the request's session; `undefined` without a secret. */
  sessionOf(c: WebContext): string | undefined
  logIn(c: WebContext): Promise<Response>
  logOut(c: WebContext): Promise<Response>
}

/** Without a secret everyone on this machine is let in. */
const openDoor: Login = {
  isNeeded: false,
  isLoggedIn: async () => true,
  stillOpen: () => async () => true,
  sessionOf: () => undefined,
  logIn: async (c) => c.redirect('/', 303),
  logOut: async (c) => c.redirect('/', 303),
}

/** The login: the secret opens a session, whose cookie later requests need. */
export function createLogin({ settings, files, store, clock }: Deps): Login {
  const { WEB_SECRET: secret } = settings
  if (secret === undefined) return openDoor
  const sessions = createSessions(store, secret, clock.now)
  const guesses = createGuesses(clock)
  const isSecure = isHttps(settings)
  // Browsers take a cookie of the first name only by https, from this very host, and from no other path.
  const cookie = isSecure ? '__Host-cruxgrid' : 'cruxgrid'
  const attributes = { httpOnly: true, sameSite: 'Strict', secure: isSecure, path: '/' } as const
  const tokenOf = (c: WebContext): string => getCookie(c, cookie) ?? ''

  /** The right secret is compared first and always opens, so that nobody's guesses keep others out. */
  async function logIn(c: WebContext): Promise<Response> {
    if (!isSameSecret(await readSecret(c), secret ?? '')) return refuse(c)
    await sessions.end(tokenOf(c))
    setCookie(c, cookie, await sessions.open(), { ...attributes, maxAge: maxAgeMs / 1000 })
    return c.redirect('/', 303)
  }

  async function refuse(c: WebContext): Promise<Response> {
    const waitMs = await guesses.take(networkOf(c, settings), c.env.closing)
    if (waitMs === undefined) return c.redirect('/login?wrong', 303)
    return c.html(files.login.tooMany, 429, { 'retry-after': String(Math.ceil(waitMs / 1000)) })
  }

  return {
    isNeeded: true,
    isLoggedIn: (c) => sessions.use(tokenOf(c)),
    stillOpen(c) {
      const token = tokenOf(c)
      return () => sessions.isOpen(token)
    },
    sessionOf: tokenOf,
    logIn,
    async logOut(c) {
      if (c.req.query('all') === undefined) await sessions.end(tokenOf(c))
      else await sessions.endAll()
      deleteCookie(c, cookie, attributes)
      return c.redirect('/login', 303)
    },
  }
}

/** @returns the secret that was entered; empty if the form has none or can't be read. */
async function readSecret(c: WebContext): Promise<string> {
  // A body that isn't a form throws errors of many kinds, which are the client's mistake.
  const form = await c.req.parseBody().catch(() => ({ secret: undefined }))
  return typeof form.secret === 'string' ? form.secret : ''
}

const comparison = randomBytes(32)

/** Compares in constant time, so that timing doesn't reveal where they differ. */
function isSameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', comparison).update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

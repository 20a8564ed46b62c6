import { randomBytes } from 'node:crypto'
import type { Grant } from './app-methods.ts'
import type { Person } from './entities.ts'
import type { Happenings } from './happenings.ts'
import type { Workspace } from './world.ts'

interface Choosing {
  readonly person?: Person
  /** Whether the person presses Allow; else Cancel. */
  readonly isAllowed?: boolean
  /** What somebody who forges the way back puts in the place of the state. */
  readonly state?: string
  /** Whether the cookies of the first page are forgotten, as in another browser. */
  readonly forgetsCookies?: boolean
}

/** What a browser does to install the bot: it follows the bot's page to Slack and back. */
export function createInstalling(happenings: Happenings, clientId: string, grants: Map<string, Grant>) {
  return async function install(
    workspace: Workspace,
    installUrl: string,
    { person = workspace.ada, isAllowed = true, state, forgetsCookies = false }: Choosing = {},
  ): Promise<{ readonly status: number; readonly text: string }> {
    const first = await fetch(installUrl, { redirect: 'manual' })
    const cookies = first.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
    const asked = new URL(await authorizeUrl(first)).searchParams
    if (asked.get('client_id') !== clientId) happenings.violate(`the client id ${asked.get('client_id')}`)
    const redirectUri = asked.get('redirect_uri') ?? undefined
    const back = new URL(redirectUri ?? '/slack/oauth_redirect', installUrl)
    if (isAllowed) {
      const code = randomBytes(12).toString('hex')
      const scopes = (asked.get('scope') ?? '').split(',').filter((scope) => scope !== '')
      grants.set(code, { workspace, person, scopes, redirectUri })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    back.searchParams.set('state', state ?? asked.get('state') ?? '')
    const headers = forgetsCookies ? {} : { cookie: cookies.join('; ') }
    const last = await fetch(back, { headers, redirect: 'manual' })
    return { status: last.status, text: await last.text() }
  }
}

/** Where the install page leads: it redirects there, or shows a link. */
async function authorizeUrl(page: Response): Promise<string> {
  const location = page.headers.get('location')
  if (location !== null) return location
  const text = await page.text()
  const link = /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(text)?.[1]
  if (link === undefined) throw new Error(`The install page leads nowhere: ${page.status} ${text}`)
  return link.replace(/&amp;/g, '&')
}

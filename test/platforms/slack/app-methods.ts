import { z } from 'zod'
import type { Person } from './entities.ts'
import { type Method, method } from './method.ts'
import { refused, wronged } from './refused.ts'
import { appId, newToken, type Workspace } from './world.ts'

/** What somebody agreed to, to be exchanged for a token once. */
export interface Grant {
  readonly workspace: Workspace
  readonly person: Person
  readonly scopes: readonly string[]
  readonly redirectUri: string | undefined
}

/** How the app shows who it is. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** Methods about the app itself. */
export function appMethods(
  { clientId, clientSecret }: Credentials,
  grants: Map<string, Grant>,
  invite: () => string,
): Readonly<Record<string, Method>> {
  return {
    'auth.test': method({
      args: {},
      run: (_, { workspace: { id, name, domain, bot } }) => ({
        ok: true,
        url: `https://${domain}.slack.com/`,
        team: name,
        user: 'cruxgrid',
        team_id: id,
        user_id: bot.user,
        bot_id: bot.id,
        is_enterprise_install: false,
      }),
    }),
    'apps.connections.open': method({ token: 'app', args: {}, run: () => ({ ok: true, url: invite() }) }),
    'oauth.v2.access': method({
      token: 'none',
      args: {
        client_id: z.string().optional(),
        client_secret: z.string().optional(),
        code: z.string(),
        redirect_uri: z.string().optional(),
        grant_type: z.string().optional(),
      },
      run({ client_id, client_secret, code, redirect_uri }) {
        if (client_id !== clientId) throw wronged('invalid_client_id', 'a wrong client id')
        if (client_secret !== clientSecret) throw wronged('bad_client_secret', 'a wrong client secret')
        const grant = grants.get(code)
        if (grant === undefined) throw refused('invalid_code')
        grants.delete(code)
        if (grant.redirectUri !== redirect_uri)
          throw wronged('bad_redirect_uri', `the redirect URI ${redirect_uri}`)
        return install(grant)
      },
    }),
  }
}

function install({ workspace, person, scopes }: Grant) {
  const { id, name, bot } = workspace
  workspace.isInstalled = true
  bot.token = newToken()
  bot.scopes = scopes
  return {
    ok: true,
    access_token: bot.token,
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: bot.user,
    app_id: appId,
    team: { id, name },
    enterprise: null,
    authed_user: { id: person.id },
    is_enterprise_install: false,
  }
}

import type { Happenings } from './happenings.ts'
import type { Answer, Method } from './method.ts'
import { Refused, refused, wronged } from './refused.ts'
import type { Workspace } from './world.ts'

interface Parts {
  readonly happenings: Happenings
  readonly methods: Readonly<Record<string, Method>>
  readonly workspaces: readonly [Workspace, ...Workspace[]]
  readonly appToken: string
}

/** What whoever installs the app may leave out: a correct bot asks, and bears that it is refused. */
const optionalScopes: ReadonlySet<string> = new Set([
  'assistant:write',
  'bookmarks:write',
  'links:read',
  'links:write',
  'pins:write',
  'usergroups:read',
])

type Fields = Readonly<Record<string, unknown>>

/** Calls of methods: whose token it is, what that may do, and whether the arguments are known. */
export function createCalls({ happenings, methods, workspaces, appToken }: Parts) {
  const usedScopes = new Set<string>()
  const dead = new Set<string>()

  const workspaceOf = (token: string) =>
    workspaces.find(({ bot, isInstalled }) => isInstalled && bot.token === token)

  function checkKind(wanted: 'bot' | 'app', token: string): void {
    if (token === '') throw wronged('not_authed', 'a call without a token')
    const isApp = token.startsWith('xapp-')
    if (isApp !== (wanted === 'app'))
      throw wronged('not_allowed_token_type', `a token of the wrong kind, ${token.slice(0, 5)}`)
    if (isApp && token !== appToken) throw refused('invalid_auth')
  }

  function authorised(token: string): Workspace {
    if (dead.has(token)) throw refused('account_inactive')
    const workspace = workspaceOf(token)
    if (workspace === undefined) throw refused('invalid_auth')
    return workspace
  }

  function demand({ bot }: Workspace, scope: string): void {
    const isOptional = optionalScopes.has(scope)
    if (!isOptional) usedScopes.add(scope)
    if (!bot.scopes.includes(scope))
      throw new Refused('missing_scope', {
        violation: isOptional ? undefined : `the token lacks ${scope}`,
        says: { needed: scope, provided: bot.scopes.join(',') },
      })
  }

  return {
    /** Without those that are optional. */
    usedScopes,
    workspaceOf,
    /** The arguments of a call as values, as far as they can be read. */
    read(name: string, fields: Fields): Fields {
      return methods[name]?.parse(fields) ?? fields
    },
    /** Does what is called for. @throws Refused */
    call(name: string, fields: Fields, token: string): Answer {
      const method = methods[name]
      if (method === undefined) throw wronged('unknown_method', `${name}, which nobody expected`)
      for (const key of Object.keys(fields))
        if (!method.names.includes(key))
          happenings.violate(`${name}: the argument ${key}, which nobody expected`)
      if (method.token !== 'none') checkKind(method.token, token)
      const workspace = method.token === 'bot' ? authorised(token) : workspaces[0]
      const needs = (scope: string) => demand(workspace, scope)
      method.scopes.forEach(needs)
      return method.run(fields, { workspace, needs })
    },
    /** Ends what the bot may do in a workspace. */
    uninstall(workspace: Workspace): void {
      workspace.isInstalled = false
      dead.add(workspace.bot.token)
    },
  }
}

export type Calls = ReturnType<typeof createCalls>

import { z } from 'zod'
import type { Person } from './entities.ts'
import { checkLimit, cut } from './lists.ts'
import { count, flag, type Method, method } from './method.ts'
import { refused } from './refused.ts'
import { appId, type Workspace } from './world.ts'

/** `users.info` and `users.list`: who people are. */
export function userMethods(
  findPerson: (workspace: Workspace, id: string) => Person | undefined,
): Readonly<Record<string, Method>> {
  return {
    'users.info': method({
      scopes: ['users:read'],
      args: { user: z.string(), include_locale: flag },
      run({ user }, { workspace }) {
        if (user === workspace.bot.user) return { ok: true, user: botPayload(workspace) }
        const person = findPerson(workspace, user)
        if (person === undefined) throw refused('user_not_found')
        return { ok: true, user: userPayload(workspace, person) }
      },
    }),
    // Deactivated people are listed, strangers are not.
    'users.list': method({
      scopes: ['users:read'],
      args: { include_locale: flag, limit: count, cursor: z.string().optional() },
      run({ limit = 999, cursor = '0' }, { workspace }) {
        checkLimit(limit)
        const people = [...workspace.users.values()].map((person) => userPayload(workspace, person))
        const { shown, ...more } = cut([botPayload(workspace), ...people], limit, cursor)
        return { ok: true, members: shown, cache_ts: Math.floor(Date.now() / 1000), ...more }
      },
    }),
  }
}

const userPayload = ({ users }: Workspace, person: Person) => ({
  ...person,
  deleted: person.deleted === true,
  is_bot: person.is_bot === true,
  is_primary_owner: person.is_owner,
  is_stranger: !users.has(person.id),
  profile: { ...person.profile, real_name: person.real_name },
  tz: 'Europe/London',
  tz_offset: 0,
})

const botPayload = ({ id, bot }: Workspace) => ({
  id: bot.user,
  team_id: id,
  name: 'cruxgrid',
  real_name: 'Cruxgrid',
  profile: { display_name: 'Cruxgrid', real_name: 'Cruxgrid', bot_id: bot.id, api_app_id: appId },
  deleted: false,
  is_bot: true,
  is_admin: false,
  is_owner: false,
})

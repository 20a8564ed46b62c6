import { z } from 'zod'
import { flag, type Method, method } from './method.ts'
import { refused } from './refused.ts'

/** `usergroups.*`, as far as a bot like this one uses it. */
export const userGroupMethods = (): Readonly<Record<string, Method>> => ({
  'usergroups.users.list': method({
    scopes: ['usergroups:read'],
    args: { usergroup: z.string(), include_disabled: flag, team_id: z.string().optional() },
    run({ usergroup }, { workspace }) {
      const users = workspace.userGroups.get(usergroup)
      if (users === undefined) throw refused('no_such_subteam')
      return { ok: true, users }
    },
  }),
})
